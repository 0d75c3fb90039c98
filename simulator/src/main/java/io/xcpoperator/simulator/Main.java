package io.xcpoperator.simulator;

import io.xcpoperator.simulator.control.Run;
import io.xcpoperator.simulator.control.Xe;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code simulator run …} starts a pool, {@code simulator xe …} talks to one. */
@Command(
        name = "simulator",
        description = "A simulated XCP-ng pool that speaks XAPI.",
        mixinStandardHelpOptions = true,
        subcommands = {Run.class, Xe.class})
public final class Main {
    private Main() {}

    /** Without a subcommand, {@code run} is meant. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        boolean named =
                arguments.length > 0 && (line.getSubcommands().containsKey(arguments[0]) || isHelp(arguments[0]));
        String[] whole = named ? arguments : prefixed(arguments);
        System.exit(line.execute(whole));
    }

    private static boolean isHelp(String argument) {
        return argument.equals("--help") || argument.equals("-h") || argument.equals("--version");
    }

    private static String[] prefixed(String[] arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "run";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }
}
