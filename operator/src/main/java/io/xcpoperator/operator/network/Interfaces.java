package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.pools.HostLife;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.VifRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.PifRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What hangs on a network, host by host. Pure. */
final class Interfaces {
    private static final String SYMBOL = "new-interface-on-";

    private Interfaces() {}

    /** The coordinator first: what another host lacks it copies from there when its toolstack starts. */
    static List<HostRecord> live(PoolView view) {
        Optional<HostRef> coordinator = view.coordinator().map(HostRecord::ref);
        return view.hosts().stream()
                .filter(host -> HostLife.isLive(host, view))
                .sorted(Comparator.<HostRecord, Boolean>comparing(host -> !coordinator.equals(Optional.of(host.ref())))
                        .thenComparing(HostRecord::nameLabel)
                        .thenComparing(HostRecord::uuidText))
                .toList();
    }

    static Optional<PifRecord> on(HostRecord host, NetworkRecord network, PoolView view) {
        return view.pifsOf(network.ref()).stream()
                .filter(pif -> pif.host().equals(host.ref()))
                .findFirst();
    }

    /** Those on live hosts, with the host's name. */
    static List<Placed> placed(NetworkRecord network, PoolView view) {
        return live(view).stream()
                .flatMap(host -> on(host, network, view).map(pif -> new Placed(pif, host.nameLabel())).stream())
                .toList();
    }

    record Placed(PifRecord pif, String host) {
        @Override
        public String toString() {
            return pif.device() + " of " + host;
        }
    }

    /** Whether the hosts are reached over it; such a network is never interrupted and never destroyed. */
    static boolean isManagement(NetworkRecord network, PoolView view) {
        return "true".equals(network.otherConfig().get("is_host_internal_management_network"))
                || view.pifsOf(network.ref()).stream().anyMatch(PifRecord::management);
    }

    static List<VifRecord> attached(NetworkRecord network, PoolView view) {
        return view.vifsOf(network.ref()).stream()
                .filter(VifRecord::currentlyAttached)
                .sorted(Comparator.comparing(VifRecord::uuidText))
                .toList();
    }

    static String vm(VifRecord vif, PoolView view) {
        return "VM "
                + view.vm(vif.vm()).map(VmRecord::nameLabel).orElse(vif.vm().value());
    }

    /** Stands for an interface that an earlier step makes. */
    static PifRef symbol(HostRecord host) {
        return new PifRef(SYMBOL + host.uuid().value());
    }

    static boolean isSymbol(PifRef pif) {
        return pif.value().startsWith(SYMBOL);
    }
}
