package io.xcpoperator.simulator.vm.copies;

import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which fields a copy takes over from its source, and which it begins anew (recordings 03, 09). Pure. */
final class CopiedFields {
    /** What only the one VM has. */
    private static final List<String> OWN = List.of(
            "uuid", "allowed_operations", "current_operations", "parent", "snapshot_of", "snapshots", "children");

    private static final Map<String, Value> AFRESH = Map.ofEntries(
            Map.entry("resident_on", Values.NO_REF),
            Map.entry("scheduled_to_be_resident_on", Values.NO_REF),
            Map.entry("domid", Value.of(-1)),
            Map.entry("suspend_VDI", Values.NO_REF),
            Map.entry("suspend_SR", Values.NO_REF),
            Map.entry("appliance", Values.NO_REF),
            Map.entry("snapshot_schedule", Values.NO_REF),
            Map.entry("protection_policy", Values.NO_REF),
            Map.entry("is_vmss_snapshot", Values.FALSE),
            Map.entry("is_default_template", Values.FALSE),
            Map.entry("ha_always_run", Values.FALSE),
            Map.entry("requires_reboot", Values.FALSE),
            Map.entry("order", Values.ZERO),
            Map.entry("start_delay", Values.ZERO),
            Map.entry("shutdown_delay", Values.ZERO),
            Map.entry("blocked_operations", Values.NO_MEMBERS),
            Map.entry("blobs", Values.NO_MEMBERS),
            Map.entry("snapshot_info", Values.NO_MEMBERS),
            Map.entry("snapshot_metadata", Values.EMPTY),
            Map.entry("snapshot_time", Values.NEVER),
            Map.entry("transportable_snapshot_id", Values.EMPTY));

    /** Left behind by the daemon's own templates. */
    private static final List<String> OF_TEMPLATES = List.of("default_template", "xensource_internal");

    private CopiedFields() {}

    /** Fields of the copy, those aside that name other objects of its own (devices, metrics, images, its source). */
    static Map<String, Value> of(
            Map<String, Value> source, CopyKind kind, String name, String seed, String generation) {
        var fields = new LinkedHashMap<>(source);
        OWN.forEach(fields::remove);
        fields.putAll(AFRESH);
        String state = kind.powerState(text(source, "power_state"));
        boolean asleep = state.equals("Suspended");
        fields.put("name_label", Value.of(name));
        fields.put("power_state", Value.of(state));
        fields.put("is_a_snapshot", Value.of(kind.ofTheMoment()));
        fields.put("is_a_template", Value.of(kind.ofTheMoment() || flag(source, "is_a_template")));
        fields.put("generation_id", Value.of(text(source, "generation_id").isEmpty() ? "" : generation));
        fields.put("last_booted_record", asleep ? source.get("last_booted_record") : Values.EMPTY);
        fields.put("other_config", Value.textMap(otherConfig(source, kind, seed)));
        return fields;
    }

    /** A clone gets MACs of its own by a new seed, and remembers the template it comes from. */
    private static Map<String, String> otherConfig(Map<String, Value> source, CopyKind kind, String seed) {
        var config = new TreeMap<String, String>();
        if (source.get("other_config") instanceof Value.Dict(var members)) {
            members.forEach((key, value) -> {
                if (value instanceof Value.Str(String text)) {
                    config.put(key, text);
                }
            });
        }
        OF_TEMPLATES.forEach(config::remove);
        if (!kind.ofTheMoment()) {
            config.put("mac_seed", seed);
        }
        if (flag(source, "is_a_template") && !flag(source, "is_a_snapshot")) {
            config.putIfAbsent("base_template_name", text(source, "name_label"));
        }
        return config;
    }

    private static String text(Map<String, Value> fields, String name) {
        return fields.get(name) instanceof Value.Str(String text) ? text : "";
    }

    private static boolean flag(Map<String, Value> fields, String name) {
        return Values.TRUE.equals(fields.get(name));
    }
}
