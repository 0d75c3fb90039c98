package io.xcpoperator.simulator.control;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A few of the commands administrators type on a host, done by XAPI: what somebody else does behind one's back. */
@Command(
        name = "xe",
        description = {
            "Talks to a pool: vm-list, vm-start, vm-shutdown, vm-reboot, vm-pause, vm-unpause, vm-suspend, vm-resume,",
            "vm-destroy, vm-rename (with --to), host-list, host-disable, host-enable, sr-list, call Class.message args…"
        },
        footer = {"", "For example: xe vm-list; xe vm-shutdown --force web; xe call pool.get_all"},
        mixinStandardHelpOptions = true)
public final class Xe implements Callable<Integer> {
    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            description = "A host's HTTP. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--user", defaultValue = "root", description = "Default: root.")
    private String user = "root";

    @Option(names = "--password", defaultValue = "xensource", description = "Default: xensource.")
    private String password = "xensource";

    @Option(names = "--force", description = "Hard, not clean.")
    private boolean force;

    @Option(names = "--to", defaultValue = "", description = "vm-rename: the new name.")
    private String newName = "";

    @Parameters(index = "0", description = "What to do.")
    private String command = "";

    @Parameters(index = "1..*", arity = "0..*", description = "To whom: a name or uuid.")
    private List<String> operands = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (XeClient client = XeClient.login(url, user, password)) {
            switch (command) {
                case "vm-list" -> list(client, "VM", "power_state");
                case "host-list" -> list(client, "host", "address");
                case "sr-list" -> list(client, "SR", "type");
                case "call" ->
                    System.out.println(
                            client.call(operands.getFirst(), List.copyOf(operands.subList(1, operands.size()))));
                case "host-disable", "host-enable" ->
                    client.call("host." + command.substring(5), List.of(find(client, "host")));
                default -> vm(client);
            }
            return 0;
        } catch (XeClient.Refused refused) {
            System.err.println(refused.getMessage());
            return 1;
        } catch (ConnectException e) {
            System.err.println("no pool answers at " + url);
            return 1;
        }
    }

    private void vm(XeClient client) throws IOException, InterruptedException {
        String message = switch (command) {
            case "vm-start", "vm-resume", "vm-pause", "vm-unpause", "vm-suspend", "vm-destroy" ->
                "VM." + command.substring(3);
            case "vm-shutdown" -> hard("shutdown");
            case "vm-reboot" -> hard("reboot");
            case "vm-rename" -> "VM.set_name_label";
            default -> throw new XeClient.Refused("there is no command " + command + "; xe --help lists them");
        };
        String ref = find(client, "VM");
        client.call(
                message,
                switch (command) {
                    case "vm-start", "vm-resume" -> List.of(ref, false, false);
                    case "vm-rename" -> List.of(ref, newName);
                    default -> List.of(ref);
                });
    }

    private String hard(String what) {
        return "VM." + (force ? "hard_" : "clean_") + what;
    }

    private String find(XeClient client, String className) throws IOException, InterruptedException {
        if (operands.isEmpty()) {
            throw new XeClient.Refused(command + " needs a name or uuid");
        }
        String wanted = operands.getFirst();
        for (Map.Entry<String, Map<String, Object>> entry :
                client.records(className).entrySet()) {
            Map<String, Object> record = entry.getValue();
            boolean template = Boolean.TRUE.equals(record.get("is_a_template"));
            if (wanted.equals(record.get("uuid")) || (!template && wanted.equals(record.get("name_label")))) {
                return entry.getKey();
            }
        }
        throw new XeClient.Refused("no " + className + " " + wanted);
    }

    private static void list(XeClient client, String className, String field) throws IOException, InterruptedException {
        var lines = new TreeMap<String, String>();
        client.records(className).values().forEach(record -> {
            boolean hidden = Boolean.TRUE.equals(record.get("is_a_template"))
                    || Boolean.TRUE.equals(record.get("is_control_domain"));
            if (!hidden) {
                lines.put(
                        record.get("name_label") + " " + record.get("uuid"),
                        String.format(
                                java.util.Locale.ROOT,
                                "%s  %-10s  %s",
                                record.get("uuid"),
                                record.get(field),
                                record.get("name_label")));
            }
        });
        lines.values().forEach(System.out::println);
    }
}
