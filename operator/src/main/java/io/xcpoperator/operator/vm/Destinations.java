package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.SrRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where each disk of a VM shall lie: where the spec says, where it is, or on storage of the host that the VM goes to.
 * Pure.
 */
final class Destinations {
    private final DesiredVm want;
    private final VmFacts vm;
    private final Surroundings around;
    private final List<Hindrance> hindrances = new ArrayList<>();

    Destinations(DesiredVm want, VmFacts vm, Surroundings around) {
        this.want = want;
        this.vm = vm;
        this.around = around;
    }

    List<Hindrance> hindrances() {
        return List.copyOf(hindrances);
    }

    /** Disks whose storage the spec names and which lie elsewhere, but for those that were moved off it by others. */
    Map<DiskFacts, SrRef> named() {
        Map<DiskFacts, SrRef> moves = new LinkedHashMap<>();
        for (DiskFacts disk : vm.disks()) {
            entryOf(disk)
                    .filter(entry -> !stays(entry, disk))
                    .flatMap(Destinations::wish)
                    .filter(sr -> !sr.equals(disk.sr()))
                    .ifPresent(sr -> moves.put(disk, sr));
        }
        return moves;
    }

    /** Disks that another tool moved just now: their entries, with the uuid of the SR that the spec names. */
    Map<String, String> movedByOthers() {
        Map<String, String> moved = new LinkedHashMap<>();
        MovingMemo memo = MovingMemo.of(vm);
        for (DiskFacts disk : vm.disks()) {
            Optional<DesiredVm.Disk> entry = entryOf(disk);
            String known =
                    entry.map(e -> around.once().getOrDefault(e.name(), "")).orElse("");
            boolean another = !known.isEmpty() && !known.equals(disk.uuid().value());
            boolean ours = memo.at(disk.device()).isPresent();
            if (another && !ours && !strict()) {
                entry.flatMap(Destinations::wish)
                        .filter(sr -> !sr.equals(disk.sr()))
                        .flatMap(sr ->
                                Optional.ofNullable(around.moving().storage().get(sr)))
                        .filter(store ->
                                !Followed.of(vm).stays(entry.orElseThrow().name(), Optional.of(store.uuid())))
                        .ifPresent(store -> moved.put(entry.orElseThrow().name(), store.uuid()));
            }
        }
        return moved;
    }

    /** By entry, the uuid of the SR that the spec names; without those that cannot be told now. */
    Map<String, String> namedNow() {
        Map<String, String> uuids = new HashMap<>();
        for (DesiredVm.Disk entry : want.disks().orElse(List.of())) {
            wish(entry)
                    .flatMap(sr -> Optional.ofNullable(around.moving().storage().get(sr)))
                    .ifPresent(store -> uuids.put(entry.name(), store.uuid()));
        }
        return uuids;
    }

    /** Disks that are not where the spec says because another tool moved them, for a person. */
    List<String> followed() {
        List<String> told = new ArrayList<>();
        for (DiskFacts disk : vm.disks()) {
            entryOf(disk)
                    .filter(entry -> stays(entry, disk))
                    .ifPresent(entry -> told.add(
                            "disks[%s] is on storage %s, for another tool moved it there, and not on %s as the spec says: name the storage where it is, or another to move it to"
                                    .formatted(
                                            entry.name(),
                                            around.name(disk.sr()),
                                            around.name(wish(entry).orElseThrow()))));
        }
        return told;
    }

    private boolean stays(DesiredVm.Disk entry, DiskFacts disk) {
        boolean elsewhere = !disk.sr().equals(wish(entry).orElse(disk.sr()));
        Optional<String> uuid = Optional.ofNullable(namedNow().get(entry.name()));
        return elsewhere
                && !strict()
                && (Followed.of(vm).stays(entry.name(), uuid) || movedByOthers().containsKey(entry.name()));
    }

    /** A strict place insists on the storage, too. */
    private boolean strict() {
        return PlacementPlanner.strict(want).isPresent();
    }

    /** Disks to take along to a host that does not reach them; then those of {@link #named} that it reaches go too. */
    Map<DiskFacts, SrRef> along(HostFacts to) {
        Map<DiskFacts, SrRef> moves = new LinkedHashMap<>();
        for (DiskFacts disk : vm.disks()) {
            if (!to.storage().contains(disk.sr())) {
                reachable(disk, to).ifPresent(sr -> moves.put(disk, sr));
            }
        }
        if (!moves.isEmpty()) {
            named().forEach((disk, sr) -> {
                if (to.storage().contains(sr)) {
                    moves.put(disk, sr);
                }
            });
        }
        return moves;
    }

    private Optional<SrRef> reachable(DiskFacts disk, HostFacts to) {
        Optional<SrRef> wished = entryOf(disk).flatMap(Destinations::wish);
        if (wished.isPresent()) {
            if (!to.storage().contains(wished.get())) {
                hindrances.add(Hindrance.waits(
                        Reason.HostLacksResource,
                        "host %s does not reach storage %s of %s: name storage that it reaches, or leave storageRepositoryRef out"
                                .formatted(to.name(), around.name(wished.get()), part(disk))));
                return Optional.empty();
            }
            return wished;
        }
        if (Optional.ofNullable(around.moving().storage().get(disk.sr()))
                .filter(Moving.Store::shared)
                .isPresent()) {
            hindrances.add(Hindrance.waits(
                    Reason.HostLacksResource,
                    "storage %s of %s is not reachable from host %s: plug it in there, or %s"
                            .formatted(around.name(disk.sr()), part(disk), to.name(), nameOther(disk))));
            return Optional.empty();
        }
        Optional<SrRef> local = Optional.ofNullable(around.moving().local().get(to.ref()));
        if (local.isEmpty()) {
            hindrances.add(Hindrance.waits(
                    Reason.HostLacksResource,
                    "host %s does not reach storage %s of %s and has no storage of its own: %s"
                            .formatted(to.name(), around.name(disk.sr()), part(disk), nameOther(disk))));
        }
        return local;
    }

    /** What storage has too little room for all of it, with the figures; empty when none. */
    Optional<Hindrance> lacking(Map<DiskFacts, SrRef> moves) {
        Map<SrRef, Long> needed = new HashMap<>();
        for (Map.Entry<DiskFacts, SrRef> move : moves.entrySet()) {
            Optional<Moving.Store> store =
                    Optional.ofNullable(around.moving().storage().get(move.getValue()));
            long one = store.map(s -> s.need(move.getKey())).orElse(0L);
            long all = needed.merge(move.getValue(), one, Long::sum);
            if (store.isPresent() && all > store.get().free()) {
                return Optional.of(
                        full(move.getKey(), move.getValue(), store.get().free(), all, all == one));
            }
        }
        return Optional.empty();
    }

    private Hindrance full(DiskFacts disk, SrRef sr, long free, long needed, boolean alone) {
        return Hindrance.waits(
                Reason.NoCapacity,
                "storage %s has %s free and %s %s: free space on it, or %s"
                        .formatted(
                                around.name(sr),
                                Bytes.human(free),
                                alone ? part(disk) + " needs" : "the disks that go there need",
                                Bytes.human(needed),
                                nameOther(disk)));
    }

    private Optional<DesiredVm.Disk> entryOf(DiskFacts disk) {
        List<DesiredVm.Disk> entries = want.disks().orElse(List.of());
        return entries.stream()
                .filter(e -> DiskMatch.find(e, entries, want, vm).equals(Optional.of(disk)))
                .findFirst();
    }

    private static Optional<SrRef> wish(DesiredVm.Disk entry) {
        return entry.storageNamed() ? entry.storage().found() : Optional.empty();
    }

    /** As a person knows it. */
    String part(DiskFacts disk) {
        return entryOf(disk).map(e -> "disks[" + e.name() + "]").orElse("the disk at device " + disk.device());
    }

    private String nameOther(DiskFacts disk) {
        return entryOf(disk)
                .map(e -> "name other storage in disks[" + e.name() + "].storageRepositoryRef")
                .orElse("list the disk in the spec with other storage");
    }

    String label(DiskFacts disk) {
        return entryOf(disk).map(DesiredVm.Disk::name).orElse("device-" + disk.device());
    }
}
