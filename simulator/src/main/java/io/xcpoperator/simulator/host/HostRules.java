package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules of hosts (recordings 10, 11b). Pure. */
final class HostRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]+");

    private HostRules() {}

    /**
     * What a host allows, in the order the daemon lists it.
     *
     * @param busy whether something is under way that leaving or stopping would disturb
     */
    static List<String> allowed(boolean enabled, boolean busy) {
        var operations = new ArrayList<>(List.of("vm_migrate", "provision", "vm_resume"));
        if (!enabled) {
            operations.add("apply_updates");
        }
        operations.add("enable");
        if (!enabled && !busy) {
            operations.add("reboot");
        }
        if (!busy) {
            operations.add("evacuate");
        }
        operations.add("vm_start");
        if (!enabled && !busy) {
            operations.add("shutdown");
        }
        return List.copyOf(operations);
    }

    static void checkHostname(String name) {
        if (name.isEmpty()) {
            throw new XapiFailure("HOST_NAME_INVALID", "hostname empty");
        }
        if (!NAME.matcher(name).matches()) {
            throw new XapiFailure("HOST_NAME_INVALID", "hostname contains invalid characters");
        }
    }

    /** All reasons in one text, as {@code assert_can_evacuate} gives them: {@code CODE,vm,…|CODE,vm,…}. */
    static XapiFailure cannotEvacuate(Map<String, XapiFailure> obstacles) {
        return new XapiFailure(
                "CANNOT_EVACUATE_HOST",
                obstacles.values().stream()
                        .map(failure -> String.join(",", failure.description()))
                        .collect(Collectors.joining("|")));
    }

    static void checkRange(String name, long value, long most) {
        if (value < 0 || value > most) {
            throw new XapiFailure("INVALID_VALUE", name, Long.toString(value));
        }
    }
}
