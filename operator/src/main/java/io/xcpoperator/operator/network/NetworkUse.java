package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.List;

/** Which XcpNetworks another object names. Pure. */
final class NetworkUse {
    private NetworkUse() {}

    static List<ObjectKey> ofVm(VirtualMachine vm) {
        var interfaces = vm.getSpec().networkInterfaces();
        return interfaces == null
                ? List.of()
                : interfaces.stream()
                        .flatMap(nic -> ObjectKey.named(nic.networkRef(), vm))
                        .distinct()
                        .toList();
    }

    static List<ObjectKey> ofVlan(XcpNetwork network) {
        var vlan = network.getSpec().vlan();
        return vlan == null
                ? List.of()
                : ObjectKey.named(vlan.trunkRef(), network).toList();
    }
}
