package io.xcpoperator.operator.platform.status;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.Optional;

/** What a person calls the object behind an opaque reference. */
final class RefNames {
    private RefNames() {}

    static Optional<String> find(String ref, PoolView view) {
        return view.vm(new VmRef(ref))
                .map(vm -> "VM " + vm.nameLabel())
                .or(() -> view.host(new HostRef(ref)).map(host -> "host " + host.nameLabel()))
                .or(() -> view.sr(new SrRef(ref)).map(sr -> "SR " + sr.nameLabel()))
                .or(() -> view.network(new NetworkRef(ref)).map(network -> "network " + network.nameLabel()))
                .or(() -> view.vdi(new VdiRef(ref)).map(vdi -> "disk " + vdi.nameLabel()));
    }
}
