package io.xcpoperator.simulator.pool;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.storage.DriverRecords;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the objects of a pool from its description. */
public final class PoolBuilder {
    private static final long CONTROL_DOMAIN_MEMORY = 2L << 30;

    private final Database database;
    private final Presets presets = new Presets();
    private final Instant now;

    public PoolBuilder(Database database, Instant now) {
        this.database = database;
        this.now = now;
    }

    public void build(PoolDescription description) {
        Row pool = database.create("pool", poolFields(description));
        var hosts = new ArrayList<Row>();
        for (PoolDescription.Host host : description.hosts()) {
            hosts.add(host(host, description));
        }
        pool.set("master", hosts.getFirst().ref());
        cpuInfo(pool, description);
        for (PoolDescription.Network network : description.networks()) {
            network(network, hosts);
        }
        internalNetwork();
        DriverRecords.create(database, description.drivers());
        for (PoolDescription.Storage storage : description.storage()) {
            storage(storage, hosts, pool);
        }
        toolsSr(hosts);
        new TemplateBuilder(database).build(description.templates());
    }

    /** Makes one more host, with its control domain, as joining the pool does; no PIFs, no PBDs. */
    public Row host(PoolDescription.Host host, PoolDescription description) {
        long memory = Size.parse(host.memory());
        Row metrics = database.create(
                "host_metrics",
                Map.of(
                        "memory_total", Value.of(memory),
                        "live", Values.TRUE,
                        "last_updated", Value.of(now)));
        var fields =
                new LinkedHashMap<>(presets.fields("host", database.schema().get("host")));
        fields.put("name_label", Value.of(host.name()));
        fields.put("hostname", Value.of(host.name()));
        fields.put("address", Value.of(host.address()));
        fields.put("metrics", Value.of(metrics.ref()));
        Map<String, String> version = presets.texts("software_version");
        version.putAll(description.softwareVersion());
        fields.put("software_version", Value.textMap(version));
        Map<String, String> cpu = presets.texts("cpu_info");
        cpu.put("cpu_count", Integer.toString(host.cpus()));
        cpu.put("socket_count", "1");
        fields.put("cpu_info", Value.textMap(cpu));
        String started = now.getEpochSecond() + ".";
        fields.put("other_config", Value.textMap(Map.of("agent_start_time", started, "boot_time", started)));
        fields.put("license_params", database.all("pool").iterator().next().get("restrictions"));
        Row row = database.create("host", fields);
        for (int number = 0; number < host.cpus(); number++) {
            database.create("host_cpu", Map.of("host", Value.of(row.ref()), "number", Value.of(number)));
        }
        row.set("control_domain", controlDomain(row).ref());
        return row;
    }

    private Row controlDomain(Row host) {
        Row metrics = database.create(
                "VM_metrics",
                Map.of(
                        "memory_actual",
                        Value.of(CONTROL_DOMAIN_MEMORY),
                        "VCPUs_number",
                        Value.of(2),
                        "start_time",
                        Value.of(now)));
        var fields = new LinkedHashMap<>(
                presets.fields("control_domain", database.schema().get("VM")));
        fields.put("name_label", Value.of("Control domain on host: " + host.text("name_label")));
        fields.put("resident_on", Value.of(host.ref()));
        fields.put("affinity", Value.of(host.ref()));
        fields.put("metrics", Value.of(metrics.ref()));
        return database.create("VM", fields);
    }

    private Map<String, Value> poolFields(PoolDescription description) {
        var fields =
                new LinkedHashMap<>(presets.fields("pool", database.schema().get("pool")));
        fields.put("name_label", Value.of(description.name()));
        fields.put("name_description", Value.of(description.description()));
        return fields;
    }

    private void cpuInfo(Row pool, PoolDescription description) {
        Map<String, String> cpu = presets.texts("cpu_info");
        cpu.keySet().retainAll(List.of("vendor", "features_hvm_host", "features_pv_host"));
        cpu.put("socket_count", Integer.toString(description.hosts().size()));
        cpu.put(
                "cpu_count",
                Integer.toString(description.hosts().stream()
                        .mapToInt(PoolDescription.Host::cpus)
                        .sum()));
        pool.set("cpu_info", cpu);
    }

    private void network(PoolDescription.Network network, List<Row> hosts) {
        int index = database.count("network");
        Row row = database.create(
                "network",
                Map.of(
                        "name_label", Value.of(network.name()),
                        "name_description",
                                Value.of(Optional.ofNullable(network.description())
                                        .orElse("")),
                        "bridge", Value.of(Optional.ofNullable(network.bridge()).orElse("xapi" + index)),
                        "MTU", Value.of(1500)));
        if (network.device() != null) {
            for (int number = 0; number < hosts.size(); number++) {
                pif(network, network.device(), row, hosts.get(number), number, index);
            }
        }
    }

    private void pif(
            PoolDescription.Network network, String device, Row row, Row host, int hostNumber, int networkNumber) {
        boolean management = Boolean.TRUE.equals(network.management());
        boolean attached = !Boolean.FALSE.equals(network.attached());
        Row metrics = database.create(
                "PIF_metrics", Map.of("carrier", Value.of(attached), "speed", Value.of(1000), "duplex", Values.TRUE));
        var fields = new LinkedHashMap<String, Value>();
        fields.put("device", Value.of(device));
        fields.put("network", Value.of(row.ref()));
        fields.put("host", Value.of(host.ref()));
        fields.put(
                "MAC",
                Value.of(String.format(
                        Locale.ROOT, "aa:bb:cc:00:%02x:%02x", hostNumber & 0xff, (networkNumber + 1) & 0xff)));
        fields.put("MTU", Value.of(1500));
        fields.put("VLAN", Value.of(-1));
        fields.put("physical", Values.TRUE);
        fields.put("metrics", Value.of(metrics.ref()));
        fields.put("currently_attached", Value.of(attached));
        fields.put("management", Value.of(management));
        fields.put("properties", Value.textMap(Map.of("gro", "on")));
        fields.put("igmp_snooping_status", Value.of(attached ? "disabled" : "unknown"));
        if (management) {
            fields.put("ip_configuration_mode", Value.of("Static"));
            fields.put("IP", host.get("address"));
            fields.put("netmask", Value.of("255.255.255.0"));
        }
        database.create("PIF", fields);
    }

    private void internalNetwork() {
        database.create(
                "network",
                Map.of(
                        "name_label", Value.of("Host internal management network"),
                        "name_description",
                                Value.of("Network on which guests will be assigned a private link-local IP address"
                                        + " which can be used to talk XenAPI"),
                        "bridge", Value.of("xenapi"),
                        "MTU", Value.of(1500),
                        "other_config",
                                Value.textMap(Map.of(
                                        "is_guest_installer_network", "true",
                                        "is_host_internal_management_network", "true",
                                        "ip_begin", "169.254.0.1",
                                        "ip_end", "169.254.255.254",
                                        "netmask", "255.255.0.0"))));
    }

    private void storage(PoolDescription.Storage storage, List<Row> hosts, Row pool) {
        boolean shared = Boolean.TRUE.equals(storage.shared());
        if (shared) {
            Row sr = sr(storage, hosts, true);
            if (Boolean.TRUE.equals(storage.preferred())) {
                pool.set("default_SR", sr.ref());
                pool.set("suspend_image_SR", sr.ref());
            }
        } else {
            hosts.forEach(host -> sr(storage, List.of(host), false));
        }
    }

    private Row sr(PoolDescription.Storage storage, List<Row> hosts, boolean shared) {
        String content = Optional.ofNullable(storage.contentType()).orElse(shared ? "user" : "");
        Row sr = database.create(
                "SR",
                Map.of(
                        "name_label", Value.of(storage.name()),
                        "name_description",
                                Value.of(Optional.ofNullable(storage.description())
                                        .orElse("")),
                        "type", Value.of(storage.type()),
                        "content_type", Value.of(content),
                        "shared", Value.of(shared),
                        "physical_size", Value.of(Size.parse(storage.size()))));
        Map<String, String> config = storage.deviceConfig() == null ? Map.of() : storage.deviceConfig();
        hosts.forEach(host -> pbd(sr, host, config));
        if (storage.disks() != null) {
            storage.disks().forEach(disk -> iso(sr, disk));
        }
        return sr;
    }

    private void pbd(Row sr, Row host, Map<String, String> config) {
        database.create(
                "PBD",
                Map.of(
                        "host", Value.of(host.ref()),
                        "SR", Value.of(sr.ref()),
                        "device_config", Value.textMap(config),
                        "currently_attached", Values.TRUE));
    }

    private Row iso(Row sr, PoolDescription.Disk disk) {
        long size = Size.parse(disk.size());
        Row vdi = database.create(
                "VDI",
                Map.of(
                        "name_label", Value.of(disk.name()),
                        "SR", Value.of(sr.ref()),
                        "virtual_size", Value.of(size),
                        "physical_utilisation", Value.of(size),
                        "type", Value.of("user"),
                        "read_only", Values.TRUE,
                        "managed", Values.TRUE,
                        "location", Value.of(disk.name())));
        sr.set("physical_utilisation", sr.number("physical_utilisation") + size);
        return vdi;
    }

    private void toolsSr(List<Row> hosts) {
        Row sr = database.create(
                "SR",
                Map.of(
                        "name_label", Value.of("XenServer Tools"),
                        "name_description", Value.of("XenServer Tools ISOs"),
                        "type", Value.of("iso"),
                        "content_type", Value.of("iso"),
                        "shared", Values.TRUE,
                        "is_tools_sr", Values.TRUE));
        Row tools = iso(sr, new PoolDescription.Disk("guest-tools.iso", "42Mi"));
        tools.set("is_tools_iso", true);
        hosts.forEach(host -> pbd(sr, host, Map.of("location", "/opt/xensource/packages/iso", "legacy_mode", "true")));
    }
}
