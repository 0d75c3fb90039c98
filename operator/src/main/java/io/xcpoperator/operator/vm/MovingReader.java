package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.NetworkUuid;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what counts for moves from the pool's view. */
final class MovingReader {
    /** XAPI's own, on the pool, while hosts of different versions are in it. */
    private static final String UPGRADE = "rolling_upgrade_in_progress";
    /** Xen Orchestra's choice; read where the XcpPool makes none, never written. */
    private static final String CHOICE_OF_XO = "xo:migrationNetwork";

    private static final Set<String> THICK = Set.of("lvm", "lvmoiscsi", "lvmohba", "lvmofcoe");

    private final PoolView view;
    private final ObjectKey pool;
    private final Caches caches;

    MovingReader(PoolView view, ObjectKey pool, Caches caches) {
        this.view = view;
        this.pool = pool;
        this.caches = caches;
    }

    Moving read(Optional<VmFacts> vm) {
        return new Moving(
                view.pool().filter(p -> p.otherConfig().containsKey(UPGRADE)).isPresent(),
                roads(),
                view.srs().stream().collect(Collectors.toMap(SrRecord::ref, MovingReader::store)),
                local(),
                view.networks().stream()
                        .map(NetworkRecord::ref)
                        .filter(network -> view.pifsOf(network).isEmpty())
                        .collect(Collectors.toSet()),
                vm.map(this::tracked).orElse(Map.of()),
                new Moving.Others(
                        vm.map(this::media).orElse(Map.of()),
                        vm.map(this::orphans).orElse(Map.of())));
    }

    private static Moving.Store store(SrRecord sr) {
        return new Moving.Store(
                sr.uuid().value(),
                sr.shared(),
                THICK.contains(sr.type()),
                Math.max(0, sr.physicalSize() - sr.physicalUtilisation()));
    }

    private Map<HostRef, SrRef> local() {
        Map<HostRef, SrRef> local = new HashMap<>();
        view.hosts().forEach(host -> LocalStorage.of(host.ref(), view).ifPresent(sr -> local.put(host.ref(), sr)));
        return local;
    }

    private Map<HostRef, Resolved<Moving.Road>> roads() {
        Optional<Resolved<NetworkRef>> chosen = chosen();
        return view.hosts().stream().collect(Collectors.toMap(HostRecord::ref, host -> road(host, chosen)));
    }

    private Optional<Resolved<NetworkRef>> chosen() {
        Optional<Ref> named = caches.pools()
                .find(pool)
                .flatMap(p -> Optional.ofNullable(p.getSpec().migrationNetworkRef()));
        return named.map(this::network).or(this::chosenByXo);
    }

    private Optional<Resolved<NetworkRef>> chosenByXo() {
        return view.pool()
                .flatMap(p -> Optional.ofNullable(p.otherConfig().get(CHOICE_OF_XO)))
                .flatMap(uuid -> view.network(new NetworkUuid(uuid)))
                .map(network -> new Resolved.Found<>(network.ref()));
    }

    /** The pool's own namespace names it, so nobody's leave is asked. */
    private Resolved<NetworkRef> network(Ref ref) {
        ObjectKey key = ObjectKey.resolve(ref.namespace(), ref.name(), pool.namespace());
        Optional<XcpNetwork> found = caches.networks().find(key);
        Optional<NetworkRef> there = found.flatMap(n -> Optional.ofNullable(n.getStatus()))
                .flatMap(status -> Optional.ofNullable(status.uuid()))
                .flatMap(uuid -> view.network(new NetworkUuid(uuid)))
                .map(NetworkRecord::ref);
        return there.<Resolved<NetworkRef>>map(Resolved.Found::new)
                .orElseGet(() -> new Resolved.Unresolved<>(Hindrance.waits(
                        found.isEmpty() ? Reason.ReferenceNotFound : Reason.ReferenceNotReady,
                        "the migrationNetworkRef of XcpPool %s names XcpNetwork %s, which %s"
                                .formatted(pool, key, found.isEmpty() ? "does not exist" : "is not ready"))));
    }

    private Resolved<Moving.Road> road(HostRecord host, Optional<Resolved<NetworkRef>> chosen) {
        List<PifRecord> pifs = view.pifsOf(host.ref()).stream()
                .filter(pif -> pif.currentlyAttached() && !pif.ip().isEmpty())
                .toList();
        if (chosen.isEmpty()) {
            return pifs.stream()
                    .filter(PifRecord::management)
                    .findFirst()
                    .<Resolved<Moving.Road>>map(pif -> new Resolved.Found<>(new Moving.Road(pif.network(), false)))
                    .orElseGet(() -> noWay("host %s has no management address".formatted(host.nameLabel())));
        }
        return switch (chosen.get()) {
            case Resolved.Unresolved<NetworkRef>(Hindrance why) -> new Resolved.Unresolved<>(why);
            case Resolved.Found<NetworkRef>(NetworkRef network) ->
                pifs.stream().anyMatch(pif -> pif.network().equals(network))
                        ? new Resolved.Found<>(new Moving.Road(network, true))
                        : noWay(
                                "host %s has no address on migration network %s: give it one in hostAddresses of that XcpNetwork, or choose another in migrationNetworkRef of XcpPool %s"
                                        .formatted(
                                                host.nameLabel(),
                                                view.network(network)
                                                        .map(NetworkRecord::nameLabel)
                                                        .orElse("?"),
                                                pool));
        };
    }

    private static Resolved<Moving.Road> noWay(String message) {
        return new Resolved.Unresolved<>(Hindrance.waits(Reason.MigrationNetwork, message));
    }

    private Map<VdiRef, List<VdiRef>> tracked(VmFacts vm) {
        Map<VdiRef, List<VdiRef>> tracked = new HashMap<>();
        for (DiskFacts disk : vm.disks()) {
            List<VdiRef> on = view.vdisOf(disk.sr()).stream()
                    .filter(VdiRecord::cbtEnabled)
                    .filter(vdi -> vdi.ref().equals(disk.vdi())
                            || (vdi.isASnapshot() && vdi.snapshotOf().equals(disk.vdi())))
                    .map(VdiRecord::ref)
                    .toList();
            if (!on.isEmpty()) {
                tracked.put(disk.vdi(), on);
            }
        }
        return tracked;
    }

    private Map<VdiRef, SrRef> media(VmFacts vm) {
        return vm.machine().drives().stream()
                .flatMap(drive -> drive.medium().stream())
                .flatMap(medium -> view.vdi(medium).stream())
                .collect(Collectors.toMap(VdiRecord::ref, VdiRecord::sr, (a, _) -> a));
    }

    private Map<VdiRef, SrRef> orphans(VmFacts vm) {
        Set<VdiRef> disks = vm.disks().stream().map(DiskFacts::vdi).collect(Collectors.toCollection(HashSet::new));
        return vm.snapshots().stream()
                .flatMap(snapshot -> snapshot.disks().stream())
                .flatMap(vdi -> view.vdi(vdi).stream())
                .filter(vdi -> !disks.contains(vdi.snapshotOf()))
                .collect(Collectors.toMap(VdiRecord::ref, VdiRecord::sr, (a, _) -> a));
    }
}
