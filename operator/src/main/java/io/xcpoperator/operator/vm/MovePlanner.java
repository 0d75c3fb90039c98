package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.operator.platform.status.Because;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes a VM to another host, with the disks that the host does not reach, and disks to the storage that the spec names.
 * What must be put back on a disk afterwards is noted on the VM first ({@link MovingMemo}). Pure.
 */
final class MovePlanner {
    private final DesiredVm want;
    private final VmFacts vm;
    private final Surroundings around;
    private final Draft draft;
    private final Destinations destinations;

    MovePlanner(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        this.want = want;
        this.vm = vm;
        this.around = around;
        this.draft = draft;
        this.destinations = new Destinations(want, vm, around);
    }

    /** A move of the VM that is due, or none, and the moves of its disks alone. */
    private record Way(Optional<PowerAction> migration, Map<DiskFacts, SrRef> along, Map<DiskFacts, SrRef> apart) {
        static final Way NONE = new Way(Optional.empty(), Map.of(), Map.of());

        Map<DiskFacts, SrRef> all() {
            Map<DiskFacts, SrRef> all = new LinkedHashMap<>(along);
            all.putAll(apart);
            return all;
        }
    }

    /**
     * @param due the host that the VM is to go to now; a stopped VM goes only if its disks must
     * @param carriedOut what is to be remembered as carried out even if nothing moves
     */
    void plan(Optional<DesiredVm.Place> due, Optional<DesiredVm.Place> carriedOut) {
        follow();
        unresolved();
        Way way = way(due);
        MovingMemo memo = MovingMemo.of(vm);
        MovingMemo next = memo.with(way.all().keySet().stream()
                .map(disk -> MovingMemo.Item.of(want, vm, disk, around.moving().tracks(disk)))
                .toList());
        if (!next.equals(memo)) {
            draft.step(
                    vm.writeOwn(Keys.MOVING, next.text()),
                    "note what is to be put back on " + on(next) + " after the move");
        }
        way.all().keySet().forEach(this::untrack);
        way.migration().ifPresent(migration -> {
            draft.step(migration, why(due.map(DesiredVm.Place::hostName).orElse(""), way.along()));
            if (vm.running()) {
                due.ifPresent(there -> PlacementPlanner.placed(vm, there, draft));
            }
        });
        carriedOut.ifPresent(there -> PlacementPlanner.placed(vm, there, draft));
        way.apart()
                .forEach((disk, sr) -> draft.disk(
                        new DiskAction.MoveDisk(vm.ref(), disk.vbd(), disk.vdi(), sr), label(disk), moved(disk, sr)));
        finish(next, way);
    }

    /** What another tool moved stays there; a strict place alone insists. */
    private void follow() {
        Followed before = Followed.of(vm);
        Map<String, String> moved = destinations.movedByOthers();
        Followed next = before.only(destinations.namedNow());
        for (Map.Entry<String, String> one : moved.entrySet()) {
            next = next.with(one.getKey(), one.getValue());
        }
        if (next.equals(before)) {
            return;
        }
        if (next.named().isEmpty()) {
            draft.step(
                    new SettingAction.RemoveKey(vm.ref(), Keys.FOLLOWED),
                    "the spec names other storage than that which another tool took the disks off");
        } else {
            draft.step(
                    vm.writeOwn(Keys.FOLLOWED, next.text()),
                    "another tool moved disks[%s]: what it moved stays there"
                            .formatted(String.join("], disks[", next.named().keySet())));
        }
    }

    /** A disk that is there is asked to be where nobody knows. */
    private void unresolved() {
        for (DesiredVm.Disk entry : want.disks().orElse(List.of())) {
            boolean there = vm.disks().stream().anyMatch(disk -> label(disk).equals(entry.name()));
            if (there && entry.storageNamed() && !vm.making()) {
                entry.storage().problem().ifPresent(draft::hindered);
            }
        }
    }

    private Way way(Optional<DesiredVm.Place> due) {
        if (vm.making() || (vm.stopped() && RestartMemo.of(vm).isPresent())) {
            return Way.NONE; // a restart for a change is not made longer by copies
        }
        return switch (vm.power()) {
            case Running -> want.power().equals(Optional.of(Power.Halted)) ? Way.NONE : live(due);
            case Halted -> stopped(due);
            case Paused, Suspended -> {
                destinations
                        .named()
                        .forEach((disk, sr) -> draft.later(
                                new Change(
                                        field(disk),
                                        around.name(disk.sr()),
                                        around.name(sr),
                                        FieldClass.Live,
                                        Because.VmAsleep),
                                Because.VmAsleep));
                yield Way.NONE;
            }
            case Unknown -> Way.NONE;
        };
    }

    private Way live(Optional<DesiredVm.Place> due) {
        Optional<HostFacts> to = due.flatMap(there -> around.host(there.host()));
        Map<DiskFacts, SrRef> along = to.map(destinations::along).orElse(Map.of());
        if (to.isPresent() && allowed(new Passage(vm, to.get(), around).obstacle(true), along)) {
            Map<DiskFacts, SrRef> apart = apart(along, to.get());
            return new Way(Optional.of(migration(to.get(), along)), along, apart);
        }
        return vm.host()
                .flatMap(around::host)
                .map(here -> new Way(Optional.empty(), Map.of(), apart(Map.of(), here)))
                .orElse(Way.NONE);
    }

    /** Whether the VM may go; else why not is told. */
    private boolean allowed(Optional<Hindrance> obstacle, Map<DiskFacts, SrRef> along) {
        int before = draft.hindrances().size();
        if (obstacle.isPresent()) {
            draft.hindered(obstacle.get());
        } else if (!destinations.hindrances().isEmpty()) {
            destinations.hindrances().forEach(draft::hindered);
        } else {
            upgrade(along).or(() -> destinations.lacking(along)).ifPresent(draft::hindered);
        }
        return draft.hindrances().size() == before;
    }

    private Optional<Hindrance> upgrade(Map<DiskFacts, SrRef> moves) {
        return around.moving().upgrading() && !moves.isEmpty()
                ? Optional.of(Hindrance.waits(
                        Reason.RollingUpgrade,
                        "moving disks waits for the end of the rolling upgrade of pool "
                                + around.pool().name()))
                : Optional.empty();
    }

    /** Disks that move while the VM runs where it is by then. */
    private Map<DiskFacts, SrRef> apart(Map<DiskFacts, SrRef> along, HostFacts at) {
        Map<DiskFacts, SrRef> moves = within(along, at, "runs");
        Optional<Hindrance> no = moves.isEmpty()
                ? Optional.empty()
                : upgrade(moves)
                        .or(() -> new Passage(vm, at, around).held())
                        .or(this::withoutDrivers)
                        .or(() -> destinations.lacking(moves));
        no.ifPresent(draft::hindered);
        return no.isPresent() ? Map.of() : moves;
    }

    /** Disks that move while the VM stands, for a start on this host. */
    private Map<DiskFacts, SrRef> reachedBy(HostFacts host, String there) {
        Map<DiskFacts, SrRef> moves = within(Map.of(), host, there);
        return moves.isEmpty() || !allowed(Optional.empty(), moves) ? Map.of() : moves;
    }

    /** Of the disks that the spec wants elsewhere those which the host has both ends of; of the others it is told. */
    private Map<DiskFacts, SrRef> within(Map<DiskFacts, SrRef> along, HostFacts at, String there) {
        Map<DiskFacts, SrRef> moves = new LinkedHashMap<>();
        destinations.named().forEach((disk, sr) -> {
            if (along.containsKey(disk)) {
                return;
            }
            if (at.storage().contains(sr)) {
                moves.put(disk, sr);
            } else {
                draft.hindered(unreachable(disk, sr, at, there));
            }
        });
        return moves;
    }

    private Hindrance unreachable(DiskFacts disk, SrRef sr, HostFacts at, String there) {
        return Hindrance.waits(
                Reason.HostLacksResource,
                "%s names storage %s, which host %s, where the VM %s, does not reach: name a host that does in placement.hostRef, or other storage"
                        .formatted(field(disk), around.name(sr), at.name(), there));
    }

    private Optional<Hindrance> withoutDrivers() {
        return vm.guest().drivers()
                ? Optional.empty()
                : Optional.of(Hindrance.waits(
                        Reason.GuestError,
                        "moving disks waits for the guest's Xen drivers, or for the VM to be halted"));
    }

    /** A stopped VM goes with its disks to the one host that it may start on, or its disks go alone. */
    private Way stopped(Optional<DesiredVm.Place> due) {
        Optional<HostFacts> only = due.flatMap(there -> around.host(there.host()));
        Optional<HostFacts> to = only.filter(host -> !host.reachesDisksOf(vm));
        Optional<Map.Entry<DiskFacts, SrRef>> outside = only.flatMap(host -> destinations.named().entrySet().stream()
                .filter(move -> !host.storage().contains(move.getValue()))
                .findFirst());
        if (outside.isPresent() && to.isEmpty()) {
            return new Way(Optional.empty(), Map.of(), reachedBy(only.orElseThrow(), "is to run"));
        }
        if (outside.isPresent()) {
            draft.hindered(
                    unreachable(outside.get().getKey(), outside.get().getValue(), only.orElseThrow(), "is to run"));
            draft.notToBeStarted();
            return Way.NONE;
        }
        if (to.isPresent()) {
            Map<DiskFacts, SrRef> along = destinations.along(to.get());
            if (allowed(new Passage(vm, to.get(), around).obstacle(false), along)) {
                return new Way(Optional.of(migration(to.get(), along)), along, Map.of());
            }
            draft.notToBeStarted();
            return Way.NONE;
        }
        Map<DiskFacts, SrRef> moves = destinations.named();
        if (moves.isEmpty() || !allowed(Optional.empty(), moves)) {
            return Way.NONE;
        }
        boolean alone = moves.entrySet().stream()
                .allMatch(m -> around.hosts().stream()
                        .anyMatch(h -> h.live()
                                && h.storage().contains(m.getValue())
                                && h.storage().contains(m.getKey().sr())));
        boolean startsThen = around.hosts().stream().anyMatch(host -> reachesAll(host, moves));
        return alone && startsThen ? new Way(Optional.empty(), Map.of(), moves) : together(moves);
    }

    /** Whether the VM could start there once these disks have moved. */
    private boolean reachesAll(HostFacts host, Map<DiskFacts, SrRef> moves) {
        return vm.disks().stream().allMatch(disk -> host.storage().contains(moves.getOrDefault(disk, disk.sr())));
    }

    /**
     * No host reaches both ends, or none all of the disks then: the VM goes to one that will, or to the host that it
     * prefers, which has room for what it does not reach.
     */
    private Way together(Map<DiskFacts, SrRef> moves) {
        Optional<HostFacts> by = around.hosts().stream()
                .filter(host -> reachesAll(host, moves))
                .filter(host -> new Passage(vm, host, around).obstacle(false).isEmpty())
                .findFirst();
        if (by.isPresent()) {
            return new Way(Optional.of(migration(by.get(), moves)), moves, Map.of());
        }
        Optional<HostFacts> preferred = want.foundPlace()
                .flatMap(place -> around.host(place.host()))
                .filter(host -> host.storage().containsAll(moves.values()));
        if (preferred.isPresent()) {
            Map<DiskFacts, SrRef> along = destinations.along(preferred.get());
            return allowed(new Passage(vm, preferred.get(), around).obstacle(false), along)
                    ? new Way(Optional.of(migration(preferred.get(), along)), along, Map.of())
                    : Way.NONE;
        }
        return HostFit.expected(want, vm, around)
                .map(host -> new Way(Optional.empty(), Map.of(), reachedBy(host, "would start")))
                .orElseGet(() -> {
                    draft.hindered(nowhere(moves));
                    return Way.NONE;
                });
    }

    private Hindrance nowhere(Map<DiskFacts, SrRef> moves) {
        return Hindrance.waits(
                Reason.HostLacksResource,
                "no host reaches all the storage that the VM's disks would lie on then (%s): name storage that one host reaches"
                        .formatted(vm.disks().stream()
                                .map(disk -> around.name(moves.getOrDefault(disk, disk.sr())))
                                .distinct()
                                .collect(Collectors.joining(", "))));
    }

    private PowerAction migration(HostFacts to, Map<DiskFacts, SrRef> along) {
        Optional<Moving.Road> road = around.moving().road(to.ref()).flatMap(Resolved::found);
        if (along.isEmpty()) {
            return new PowerAction.Migrate(
                    vm.ref(), to.ref(), road.filter(Moving.Road::chosen).map(Moving.Road::network));
        }
        NetworkRef network = road.map(Moving.Road::network).orElse(NetworkRef.NULL);
        Map<VdiRef, SrRef> all = new LinkedHashMap<>();
        vm.disks().forEach(disk -> all.put(disk.vdi(), along.getOrDefault(disk, disk.sr())));
        SrRef local = around.moving()
                .local()
                .getOrDefault(to.ref(), along.values().iterator().next());
        around.moving()
                .others()
                .orphans()
                .forEach((vdi, sr) -> all.put(vdi, to.storage().contains(sr) ? sr : local));
        return new PowerAction.MigrateWithDisks(vm.ref(), to.ref(), network, all);
    }

    private void untrack(DiskFacts disk) {
        around.moving()
                .trackedOf(disk)
                .forEach(vdi -> draft.disk(
                        new DiskAction.DisableTracking(vdi),
                        label(disk),
                        "changed blocks are not tracked while it moves"));
    }

    /** Puts back what the disks had that have moved, or that are not to move after all. */
    private void finish(MovingMemo memo, Way way) {
        for (MovingMemo.Item item : memo.items()) {
            vm.disks().stream()
                    .filter(disk -> disk.device() == item.device())
                    .findFirst()
                    .ifPresent(disk -> finish(item, disk, way.all().containsKey(disk)));
        }
        if (!memo.isEmpty()) {
            draft.step(
                    new SettingAction.RemoveKey(vm.ref(), Keys.MOVING),
                    "nothing is to be put back on " + on(memo) + " any more");
        }
    }

    private String on(MovingMemo memo) {
        return memo.items().stream()
                .map(item -> vm.disks().stream()
                        .filter(disk -> disk.device() == item.device())
                        .findFirst()
                        .map(destinations::part)
                        .orElse("the disk at device " + item.device()))
                .collect(Collectors.joining(", "));
    }

    private void finish(MovingMemo.Item item, DiskFacts disk, boolean moves) {
        boolean signed = disk.of()
                .filter(of -> of.madeFor(want.me(), vm) && of.entry().equals(item.entry()))
                .isPresent();
        if (!moves && !item.entry().isEmpty() && !signed) {
            String mark =
                    Keys.DiskOf.of(want.me(), vm.uuid().value(), item.entry()).text();
            draft.disk(
                    new DiskAction.MarkVdi(disk.vdi(), mark, disk.of().isPresent()),
                    label(disk),
                    "it came without its mark");
        }
        if (item.tracked() && (moves || !around.moving().tracks(disk))) {
            draft.disk(
                    new DiskAction.EnableTracking(disk.vdi()),
                    label(disk),
                    "changed blocks were tracked before it moved; its next backup is a full one");
        }
    }

    private String why(String host, Map<DiskFacts, SrRef> along) {
        String from = vm.host().flatMap(around::host).map(HostFacts::name).orElse("elsewhere");
        String hosts = "placement.hostRef " + from + " → " + host;
        String disks = along.entrySet().stream()
                .map(m -> destinations.part(m.getKey()) + " → " + around.name(m.getValue()))
                .collect(Collectors.joining(", "));
        if (host.isEmpty()) {
            return disks;
        }
        return along.isEmpty() ? hosts : hosts + ", with " + disks;
    }

    private String moved(DiskFacts disk, SrRef sr) {
        return field(disk) + " " + around.name(disk.sr()) + " → " + around.name(sr);
    }

    private String field(DiskFacts disk) {
        return destinations.part(disk) + ".storageRepositoryRef";
    }

    private String label(DiskFacts disk) {
        return destinations.label(disk);
    }
}
