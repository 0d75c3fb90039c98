package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.VifLockingMode;
import io.xcpoperator.xapi.types.VmRef;
import java.util.Map;
import java.util.Set;

/**
 * A network interface to be created.
 *
 * @param mac empty: the pool derives one from the VM's mac_seed and the device
 */
public record NewVif(
        VmRef vm,
        NetworkRef network,
        String device,
        String mac,
        VifLockingMode lockingMode,
        Set<String> ipv4Allowed,
        Set<String> ipv6Allowed,
        String qosAlgorithmType,
        Map<String, String> qosAlgorithmParams,
        Map<String, String> otherConfig)
        implements CreateRecord {
    public static NewVif on(VmRef vm, NetworkRef network, String device, String mac, Map<String, String> otherConfig) {
        return new NewVif(
                vm,
                network,
                device,
                mac,
                VifLockingMode.NETWORK_DEFAULT,
                Set.of(),
                Set.of(),
                "",
                Map.of(),
                otherConfig);
    }

    @Override
    public Map<String, Object> toWire() {
        return Map.ofEntries(
                Map.entry("VM", vm),
                Map.entry("network", network),
                Map.entry("device", device),
                Map.entry("MAC", mac),
                Map.entry("MTU", 1500L),
                Map.entry("locking_mode", lockingMode),
                Map.entry("ipv4_allowed", ipv4Allowed),
                Map.entry("ipv6_allowed", ipv6Allowed),
                Map.entry("qos_algorithm_type", qosAlgorithmType),
                Map.entry("qos_algorithm_params", qosAlgorithmParams),
                Map.entry("other_config", otherConfig));
    }
}
