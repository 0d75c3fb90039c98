package io.xcpoperator.simulator.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the default templates and the golden ones, which have a disk. */
final class TemplateBuilder {
    private static final List<String> NUMBERS = List.of(
            "memory_static_min",
            "memory_static_max",
            "memory_dynamic_min",
            "memory_dynamic_max",
            "VCPUs_max",
            "VCPUs_at_startup");

    private final Database database;

    TemplateBuilder(Database database) {
        this.database = database;
    }

    void build(PoolDescription.Templates templates) {
        JsonNode published = published();
        if (templates.defaults()) {
            published.forEach(template -> database.create("VM", withIdentity(fields(template, true))));
        }
        for (PoolDescription.Golden golden : templates.golden()) {
            for (JsonNode template : published) {
                if (template.get("name_label").asText().equals(golden.base())) {
                    golden(golden, template);
                }
            }
        }
    }

    private static JsonNode published() {
        try (InputStream in = Objects.requireNonNull(TemplateBuilder.class.getResourceAsStream("templates.json"))) {
            return new ObjectMapper().readTree(in).get("templates");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Value> fields(JsonNode template, boolean isDefault) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name_label", Value.of(template.get("name_label").asText()));
        fields.put("user_version", Value.of("1"));
        fields.put("is_a_template", Values.TRUE);
        fields.put("is_default_template", Value.of(isDefault));
        fields.put("has_vendor_device", Values.FALSE);
        fields.put("domain_type", Value.of("hvm"));
        fields.put("domid", Value.of(-1));
        fields.put("generation_id", Value.of("0:0"));
        fields.put("actions_after_shutdown", Value.of("destroy"));
        fields.put("actions_after_reboot", Value.of("restart"));
        fields.put("actions_after_crash", Value.of("restart"));
        fields.put("HVM_boot_policy", Value.of(template.path("HVM_boot_policy").asText()));
        fields.put("HVM_boot_params", texts(template.path("HVM_boot_params")));
        fields.put("platform", texts(template.path("platform")));
        fields.put("recommendations", Value.of(Recommendations.xml(template.path("recommendations"))));
        NUMBERS.forEach(name ->
                fields.put(name, Value.of(Long.parseLong(template.get(name).asText()))));
        fields.put("other_config", Value.textMap(otherConfig(template, isDefault)));
        return fields;
    }

    private Map<String, Value> withIdentity(Map<String, Value> fields) {
        Row metrics = database.create("VM_metrics", Map.of());
        fields.put("metrics", Value.of(metrics.ref()));
        return fields;
    }

    private Map<String, String> otherConfig(JsonNode template, boolean isDefault) {
        var config = new LinkedHashMap<String, String>();
        template.path("other_config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        config.put("mac_seed", database.ids().uuid());
        if (isDefault) {
            config.put("default_template", "true");
            JsonNode disks = template.path("disks");
            if (!disks.isEmpty()) {
                config.put("disks", Recommendations.disks(disks));
            }
        }
        return config;
    }

    private void golden(PoolDescription.Golden golden, JsonNode template) {
        Map<String, Value> fields = withIdentity(fields(template, false));
        fields.put("name_label", Value.of(golden.name()));
        fields.put("name_description", Value.of("Installed from " + golden.base()));
        fields.put("xenstore_data", Value.textMap(Map.of("vm-data/simagent", "1")));
        if (golden.memory() != null) {
            Value memory = Value.of(Size.parse(golden.memory()));
            for (String name : List.of("memory_static_max", "memory_dynamic_min", "memory_dynamic_max")) {
                fields.put(name, memory);
            }
        }
        if (golden.cpus() != null) {
            fields.put("VCPUs_max", Value.of(golden.cpus()));
            fields.put("VCPUs_at_startup", Value.of(golden.cpus()));
        }
        Row vm = database.create("VM", fields);
        disk(golden, vm);
        if (golden.network() != null) {
            database.byName("network", golden.network()).stream().findFirst().ifPresent(network -> nic(vm, network));
        }
    }

    private void disk(PoolDescription.Golden golden, Row vm) {
        Row sr = database.byName("SR", golden.storage()).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no storage " + golden.storage()));
        long size = Size.parse(golden.disk());
        long used = size / 4;
        Row vdi = database.create(
                "VDI",
                Map.of(
                        "name_label", Value.of(golden.name() + " system"),
                        "SR", Value.of(sr.ref()),
                        "virtual_size", Value.of(size),
                        "physical_utilisation", Value.of(used),
                        "type", Value.of("user"),
                        "managed", Values.TRUE));
        vdi.set("location", vdi.uuid());
        sr.set("physical_utilisation", sr.number("physical_utilisation") + used);
        sr.set("virtual_allocation", sr.number("virtual_allocation") + size);
        database.create(
                "VBD",
                Map.of(
                        "VM", Value.of(vm.ref()),
                        "VDI", Value.of(vdi.ref()),
                        "userdevice", Value.of("0"),
                        "device", Value.of("xvda"),
                        "bootable", Values.TRUE,
                        "mode", Value.of("RW"),
                        "type", Value.of("Disk"),
                        "other_config", Value.textMap(Map.of("owner", "true"))));
    }

    private void nic(Row vm, Row network) {
        database.create(
                "VIF",
                Map.of(
                        "VM", Value.of(vm.ref()),
                        "network", Value.of(network.ref()),
                        "device", Value.of("0"),
                        "MAC", Value.of(database.ids().mac()),
                        "MAC_autogenerated", Values.TRUE,
                        "MTU", Value.of(1500)));
    }

    private static Value texts(JsonNode node) {
        var texts = new LinkedHashMap<String, String>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return Value.textMap(texts);
    }
}
