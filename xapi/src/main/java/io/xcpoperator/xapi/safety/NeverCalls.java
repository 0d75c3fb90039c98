package io.xcpoperator.xapi.safety;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of calls that are never made (invariant S16). It looks at the wire method and its parameters, the session
 * first, so that nothing that goes through a wire escapes it.
 */
public final class NeverCalls {
    /** Message to the reason. */
    static final Map<String, String> MESSAGES = Map.ofEntries(
            Map.entry("VM.power_state_reset", "the VM may still run"),
            Map.entry("host.declare_dead", "the host may still run"),
            Map.entry("host.destroy", "a person takes hosts out"),
            Map.entry("host.reset_networking", "it cuts the host off"),
            Map.entry("VDI.forget", "the record of a disk is not dropped"),
            Map.entry("VDI.db_forget", "the record of a disk is not dropped"),
            Map.entry("VDI.force_unlock", "the disk may be in use"),
            Map.entry("pool.join_force", "force"),
            Map.entry("VBD.unplug_force", "force"),
            Map.entry("VBD.unplug_force_no_safety_check", "force"),
            Map.entry("VIF.unplug_force", "force"),
            Map.entry("Cluster.pool_force_destroy", "force"),
            Map.entry("Cluster_host.force_destroy", "force"));

    /** Message to the position of its force parameter, the session counted. */
    static final Map<String, Integer> FORCE_FLAGS = Map.ofEntries(
            Map.entry("VM.start", 3),
            Map.entry("VM.start_on", 4),
            Map.entry("VM.resume", 3),
            Map.entry("VM.resume_on", 4),
            Map.entry("VM.recover", 3),
            Map.entry("VM.import", 4),
            Map.entry("VM_appliance.recover", 3),
            Map.entry("pool.external_auth_set_ldaps", 3),
            Map.entry("pool.uninstall_ca_certificate", 2),
            Map.entry("pool.sync_updates", 2),
            Map.entry("host.disable_external_auth", 3),
            Map.entry("host.external_auth_set_ldaps", 3),
            Map.entry("host.apply_edition", 3));

    /** Messages whose options may hold a force of their own. */
    static final Set<String> FORCE_OPTIONS = Set.of("VM.pool_migrate", "VM.migrate_send", "host.migrate_receive");

    private NeverCalls() {}

    /** The rule this call breaks, as half a sentence; empty when it may be made. */
    public static Optional<String> rule(String method, List<?> parameters) {
        String message = plain(method);
        if (message.indexOf('.') < 0) {
            return Optional.of("the second wire names are not used");
        }
        if (message.contains(".emergency_")) {
            return Optional.of("emergencies are a person's");
        }
        String reason = MESSAGES.get(message);
        if (reason != null) {
            return Optional.of(reason);
        }
        return forced(message, parameters).or(() -> foreignKey(message, parameters));
    }

    private static Optional<String> forced(String message, List<?> parameters) {
        Integer flag = FORCE_FLAGS.get(message);
        boolean flagged = flag != null && parameters.size() > flag && !Boolean.FALSE.equals(parameters.get(flag));
        boolean optioned = FORCE_OPTIONS.contains(message)
                && parameters.stream()
                        .anyMatch(options -> options instanceof Map<?, ?> map
                                && map.get("force") != null
                                && !"false".equals(map.get("force")));
        return flagged || optioned ? Optional.of("force") : Optional.empty();
    }

    private static Optional<String> foreignKey(String message, List<?> parameters) {
        boolean keyed = message.endsWith(".add_to_other_config") || message.endsWith(".remove_from_other_config");
        if (keyed && parameters.size() > 2 && foreign(parameters.get(2))) {
            return Optional.of("the key is another tool's");
        }
        if (message.endsWith(".set_other_config")) {
            return Optional.of("a whole map would undo what others write");
        }
        boolean created = message.endsWith(".create")
                && parameters.stream()
                        .anyMatch(record -> record instanceof Map<?, ?> map
                                && map.get("other_config") instanceof Map<?, ?> config
                                && config.keySet().stream().anyMatch(NeverCalls::foreign));
        return created ? Optional.of("the key is another tool's") : Optional.empty();
    }

    private static boolean foreign(Object key) {
        return key instanceof String text && text.startsWith("xo:");
    }

    private static String plain(String method) {
        String message = method;
        while (message.startsWith("Async.") || message.startsWith("InternalAsync.")) {
            message = message.substring(message.indexOf('.') + 1);
        }
        return message;
    }
}
