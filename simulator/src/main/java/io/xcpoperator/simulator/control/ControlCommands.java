package io.xcpoperator.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.xcpoperator.simulator.Faults;
import io.xcpoperator.simulator.Guests;
import io.xcpoperator.simulator.HostControl;
import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.simulator.update.Updates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the control door knows, by name. */
final class ControlCommands {
    /** Answers nothing in particular. */
    private static final Map<String, String> DONE = Map.of("done", "yes");

    private final Simulator simulator;
    private final Map<String, Consumer<JsonNode>> commands = new TreeMap<>();

    ControlCommands(Simulator simulator) {
        this.simulator = simulator;
        Faults faults = simulator.faults();
        HostControl hosts = faults.hosts();
        commands.put("latency", body -> faults.latency(text(body, "kind"), millis(body)));
        commands.put(
                "fail", body -> faults.fail(text(body, "kind"), times(body), text(body, "code"), parameters(body)));
        commands.put("cut-before", body -> faults.cutBefore(text(body, "kind"), times(body)));
        commands.put("cut-after", body -> faults.cutAfter(text(body, "kind"), times(body)));
        commands.put("clear", _ -> faults.clear());
        commands.put("lose-events", _ -> hosts.loseEvents());
        commands.put("expire-sessions", _ -> hosts.expireSessions());
        commands.put("restart-toolstack", body -> hosts.restartToolstack(millis(body)));
        commands.put("host-down", body -> hosts.down(text(body, "host")));
        commands.put("host-crash", body -> hosts.crash(text(body, "host")));
        commands.put("host-up", body -> hosts.up(text(body, "host")));
        commands.put("never-boots", body -> hosts.neverBoots(text(body, "host"), !ends(body)));
        commands.put("stall-evacuation", body -> hosts.stallsEvacuation(text(body, "host"), !ends(body)));
        commands.put("coordinator", body -> hosts.coordinator(text(body, "host")));
        commands.put("renew-certificate", body -> hosts.renewCertificate(text(body, "host")));
        commands.put("password", body -> hosts.changePassword(text(body, "password")));
        commands.put(
                "fill", body -> hosts.fill(text(body, "sr"), body.path("free").asLong(0)));
        Guests guests = simulator.guests();
        commands.put("guest-off", body -> guests.shutsDown(text(body, "vm")));
        commands.put("guest-crash", body -> guests.crashes(text(body, "vm")));
        commands.put("guest-reboot", body -> guests.reboots(text(body, "vm")));
        commands.put("guest-tools", body -> guests.toolsAppear(text(body, "vm")));
        updates(simulator.updates());
        commands.put("reset-calls", _ -> simulator.calls().reset());
    }

    private void updates(Updates updates) {
        commands.put(
                "publish-updates",
                body -> updates.publishMonth(body.path("xapi").asText("26.2.0")));
        commands.put(
                "fail-update",
                body -> updates.failNext(
                        text(body, "host"),
                        body.path("after").asInt(1),
                        body.path("words").asText("Error unpacking rpm package\n")));
        commands.put("cut-repositories", body -> updates.cutRepositories(text(body, "host")));
        commands.put("mend-yum", body -> updates.mend(text(body, "host")));
    }

    /** Does it; fails with IllegalArgumentException when there is no such command or an argument is missing. */
    Object run(String name, JsonNode arguments) {
        if (name.isEmpty()) {
            return Map.of("commands", List.copyOf(commands.keySet()), "reads", List.of("calls"));
        }
        if (name.equals("calls")) {
            return simulator.calls().byMethod();
        }
        Consumer<JsonNode> command = commands.get(name);
        if (command == null) {
            throw new IllegalArgumentException("no command " + name + "; GET / lists them");
        }
        command.accept(arguments);
        return DONE;
    }

    private static String text(JsonNode body, String field) {
        if (!body.path(field).isTextual()) {
            throw new IllegalArgumentException("needs \"" + field + "\", a text");
        }
        return body.get(field).asText();
    }

    private static boolean ends(JsonNode body) {
        return body.path("ends").asBoolean(false);
    }

    private static int times(JsonNode body) {
        return body.path("times").asInt(1);
    }

    private static Duration millis(JsonNode body) {
        return Duration.ofMillis(body.path("millis").asLong(0));
    }

    private static String[] parameters(JsonNode body) {
        var parameters = new ArrayList<String>();
        body.path("parameters").forEach(each -> parameters.add(each.asText()));
        return parameters.toArray(String[]::new);
    }
}
