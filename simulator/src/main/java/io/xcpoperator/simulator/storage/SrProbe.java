package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code SR.probe}: with a complete configuration the SRs found there, else a failure whose third parameter lists the
 * choices. The array behind the simulated drivers offers one of each.
 */
final class SrProbe implements Behaviour {
    private final StorageState state;
    private final Plugging plugging;
    private final DriverSet drivers;
    private final StorageServers servers;

    SrProbe(StorageState state, Plugging plugging, DriverSet drivers, StorageServers servers) {
        this.servers = servers;
        this.drivers = drivers;
        this.state = state;
        this.plugging = plugging;
    }

    /** What a driver needs next: with this key missing it fails with that number and offers the choices. */
    private record Step(String key, int failure, String text, String choices) {}

    private static final String EXPORTS = """
            <?xml version="1.0" ?>
            <nfs-exports>
            \t<Export>
            \t\t<Path>/export</Path>
            \t\t<Accesslist>*</Accesslist>
            \t</Export>
            </nfs-exports>
            """;
    private static final String TARGETS = """
            <?xml version="1.0" ?>
            <iscsi-target-iqns>
            \t<TGT>
            \t\t<Index>0</Index>
            \t\t<IPAddress>10.99.1.1</IPAddress>
            \t\t<TargetIQN>iqn.2026-01.invalid.array:lun</TargetIQN>
            \t</TGT>
            </iscsi-target-iqns>
            """;
    private static final String UNITS = """
            <?xml version="1.0" ?>
            <iscsi-target>
            \t<LUN>
            \t\t<LUNid>0</LUNid>
            \t\t<vendor>SIM</vendor>
            \t\t<serial>0001</serial>
            \t\t<size>2000000000000</size>
            \t\t<SCSIid>36001405000000000000000000000001</SCSIid>
            \t</LUN>
            </iscsi-target>
            """;
    private static final String DEVICES = """
            <?xml version="1.0" ?>
            <Devlist>
            \t<BlockDevice>
            \t\t<path>/dev/disk/by-id/scsi-36001405000000000000000000000001</path>
            \t\t<SCSIid>36001405000000000000000000000001</SCSIid>
            \t\t<size>2000000000000</size>
            \t</BlockDevice>
            </Devlist>
            """;

    private static final Map<String, List<Step>> STEPS = Map.of(
            "nfs",
            List.of(
                    new Step("server", 89, "The request is missing the server parameter", ""),
                    new Step("serverpath", 101, "The request is missing the server path parameter", EXPORTS)),
            "lvmoiscsi",
            List.of(
                    new Step("target", 87, "The request is missing the target parameter", ""),
                    new Step("targetIQN", 96, "The request is missing or has an incorrect target IQN", TARGETS),
                    new Step("SCSIid", 107, "The SCSIid parameter is missing or incorrect", UNITS)),
            "lvmohba",
            List.of(new Step("SCSIid", 107, "The SCSIid parameter is missing or incorrect", DEVICES)),
            "smb",
            List.of(new Step("server", 103, "The request is missing the server parameter", "")),
            "ext",
            List.of(new Step("device", 90, "The request is missing the device parameter", "")),
            "lvm",
            List.of(new Step("device", 90, "The request is missing the device parameter", "")));

    @Override
    public void register(Messages messages) {
        messages.on("SR.probe", this::probe);
        if (drivers == DriverSet.RECORDINGS) {
            messages.on("SR.probe_ext", this::probe);
        }
    }

    private Value probe(Call call) {
        Row host = plugging.answering(call.world(), call.text(0));
        String type = call.text(2).toLowerCase(Locale.ROOT);
        if (state.driver(type).isEmpty()) {
            throw new XapiFailure("SR_UNKNOWN_DRIVER", type);
        }
        if (drivers == DriverSet.RECORDINGS) {
            throw Creation.backend(202, "General backend error"); // these cannot probe (recording 04-005)
        }
        List<Step> steps = STEPS.get(type);
        if (steps == null) {
            throw new XapiFailure("NOT_IMPLEMENTED", "SR.probe");
        }
        Map<String, String> config = call.map(1);
        plugging.checkConfig(config);
        for (Step step : steps) {
            if (config.getOrDefault(step.key, "").isEmpty()) {
                throw new XapiFailure("SR_BACKEND_FAILURE_" + step.failure, "", step.text, step.choices);
            }
        }
        servers.requireReach(host, type, config);
        return Value.of(found(call, type, config));
    }

    /** The SRs that are there: those of the pool, and those it does not know. */
    private String found(Call call, String type, Map<String, String> config) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" ?>\n<SRlist>\n");
        var uuids = new LinkedHashSet<String>();
        for (Row sr : call.database().all("SR")) {
            boolean there = sr.text("type").equals(type)
                    && sr.followAll("PBDs").stream()
                            .anyMatch(pbd -> StorageServers.samePlace(type, pbd.map("device_config"), config));
            if (there) {
                uuids.add(sr.uuid());
            }
        }
        uuids.addAll(servers.unknownAt(type, config));
        uuids.forEach(uuid -> xml.append("\t<SR>\n\t\t<UUID>").append(uuid).append("</UUID>\n\t</SR>\n"));
        return xml.append("</SRlist>\n").toString();
    }
}
