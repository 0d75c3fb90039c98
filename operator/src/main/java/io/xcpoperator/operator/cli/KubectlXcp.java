package io.xcpoperator.operator.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line of {@code kubectl xcp}. Every command is a class of its own beside this one. */
@Command(
        name = "kubectl xcp",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        sortOptions = false,
        usageHelpWidth = KubectlXcp.WIDTH,
        versionProvider = KubectlXcp.Version.class,
        header = "XCP-ng pools, from where you use kubectl.",
        description = {
            "",
            "Talks to the Kubernetes API only, with your own rights, and through it to the operator; never to a pool. A resource is named as in kubectl: xvm/web, or xvm web.",
            ""
        },
        optionListHeading = "%nOptions, before or after the command:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nEnds with:%n",
        exitCodeList = {
            "0:done",
            "1:not done, or doctor found something wrong; a line says what, and what next",
            "2:the command line makes no sense",
            "3:plan --exit-code: something would be changed"
        },
        footer = {
            "",
            "For example:",
            "  kubectl xcp why xvm/web -n apps       why is it so, and what comes next?",
            "  kubectl xcp approve xvm/web -n apps   shows what waits for leave, and asks",
            "  kubectl xcp export --pool home        YAML of what the pool has and nobody declared",
            "  kubectl xcp plan -f vms/              what would be done, with nothing applied",
            "  kubectl xcp console xvm/web -n apps   its screen, for a VNC viewer",
            "  kubectl xcp upload disk.qcow2 ximg/golden   a file of yours as an image",
            "  kubectl xcp doctor                    is everything there that must be?"
        },
        subcommands = {
            WhyCommand.class,
            ApproveCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            ExportCommand.class,
            PlanCommand.class,
            ConsoleCommand.class,
            UploadCommand.class,
            DoctorCommand.class
        })
public final class KubectlXcp implements Runnable {
    static final int WIDTH = 100;

    /** Opens the cluster that the options name. */
    @FunctionalInterface
    interface Clusters {
        Cluster open(@Nullable String kubeconfig, @Nullable String context, @Nullable String namespace);
    }

    /** The jar's. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"kubectl-xcp " + of()};
        }

        static String of() {
            String version = KubectlXcp.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }
    }

    private final Clusters clusters;
    private final Terminal terminal;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            scope = ScopeType.INHERIT,
            description = "Where the resource is; else the context's")
    private @Nullable String namespace;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "A context of the kubeconfig; else its current one")
    private @Nullable String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Else what KUBECONFIG names, else ~/.kube/config")
    private @Nullable String kubeconfig;

    KubectlXcp(Clusters clusters, Terminal terminal) {
        this.clusters = clusters;
        this.terminal = terminal;
    }

    /** Ends with 0 when done, 1 when not, 2 for a command line that makes no sense, 3 for plan --exit-code with changes. */
    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "kubectl-xcp-logback.xml");
        var terminal = new Terminal(
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                KubectlXcp::typed,
                Clock.systemUTC(),
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent());
        int code = commandLine(new KubectlXcp(Cluster::open, terminal)).execute(arguments);
        terminal.out().flush();
        System.exit(code);
    }

    static CommandLine commandLine(KubectlXcp program) {
        var line = new CommandLine(program);
        line.setOut(program.terminal.out());
        line.setErr(program.terminal.err());
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler((e, _) -> {
            program.terminal
                    .err()
                    .println(e.getMessage() + ": "
                            + e.getCommandLine().getCommandSpec().qualifiedName() + " --help tells what there is");
            program.terminal.err().flush();
            return Exit.USAGE;
        });
        line.setExecutionExceptionHandler((e, _, _) -> {
            if (e instanceof Refusal refusal) {
                program.terminal.out().flush();
                program.terminal.err().println(refusal.getMessage());
                program.terminal.err().flush();
                return refusal.exitCode();
            }
            throw e;
        });
        return line;
    }

    /** Without a command: what there is. */
    @Override
    public void run() {
        new CommandLine(this).usage(terminal.out());
    }

    Cluster cluster() {
        return clusters.open(kubeconfig, context, namespace);
    }

    /** What was given with -n. */
    Optional<String> namespace() {
        return Optional.ofNullable(namespace);
    }

    Terminal terminal() {
        return terminal;
    }

    private static Optional<String> typed() {
        try {
            // one question a run: what is read ahead is nobody else's
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("the answer cannot be read", e);
        }
    }
}
