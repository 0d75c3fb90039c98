package io.xcpoperator.operator.network;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which XcpNetworks another object names. Pure. */
final class NetworkUse {
    private NetworkUse() {}

    static List<ObjectKey> ofVm(VirtualMachine vm) {
        var interfaces = vm.getSpec().networkInterfaces();
        return interfaces == null
                ? List.of()
                : interfaces.stream()
                        .flatMap(nic -> key(nic.networkRef(), vm))
                        .distinct()
                        .toList();
    }

    static List<ObjectKey> ofVlan(XcpNetwork network) {
        var vlan = network.getSpec().vlan();
        return vlan == null ? List.of() : key(vlan.trunkRef(), network).toList();
    }

    private static Stream<ObjectKey> key(@Nullable Ref ref, HasMetadata from) {
        return ref == null
                ? Stream.empty()
                : Stream.of(ObjectKey.resolve(
                        ref.namespace(), ref.name(), from.getMetadata().getNamespace()));
    }
}
