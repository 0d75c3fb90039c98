package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.owner.RestoreClaims;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.tasks.TaskState;
import io.xcpoperator.xapi.types.VdiUuid;
import io.xcpoperator.xapi.types.VmUuid;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the pool's mirror and the informers' caches. Changes nothing and calls nobody. */
final class VmObserver {
    private final Platform platform;
    private final Attempts attempts;
    private final FirstSeen firstSeen;

    VmObserver(Platform platform, Attempts attempts) {
        this.platform = platform;
        this.attempts = attempts;
        this.firstSeen = new FirstSeen(platform.clock());
    }

    Look look(VirtualMachine resource, Memory memory) {
        VirtualMachineSpec spec = resource.getSpec();
        if (spec == null) {
            return Look.unreachable(Hindrance.stalls(Reason.InvalidSpec, "the spec cannot be read: apply it again"));
        }
        String namespace = resource.getMetadata().getNamespace();
        ObjectKey pool =
                ObjectKey.resolve(spec.poolRef().namespace(), spec.poolRef().name(), namespace);
        Right right = adopts(spec) ? Right.ADOPT : Right.USE;
        return switch (platform.pools().find(pool, namespace, right)) {
            case PoolLookup.NotReady(Reason reason, String message) ->
                Look.unreachable(Hindrance.waits(reason, message));
            case PoolLookup.Denied(String message) -> Look.unreachable(Hindrance.waits(Reason.AccessDenied, message));
            case PoolLookup.Connected(PoolHandle handle) -> seen(resource, spec, handle, memory);
        };
    }

    /** A VM, or a disk, that is there already. */
    private static boolean adopts(VirtualMachineSpec spec) {
        return spec.source().existing() != null
                || (spec.disks() != null && spec.disks().stream().anyMatch(disk -> disk.existing() != null));
    }

    private Look seen(VirtualMachine resource, VirtualMachineSpec spec, PoolHandle pool, Memory memory) {
        PoolView view = pool.view();
        Owner me = Owner.of(platform.clusterId(), resource);
        String namespace = me.key().namespace();
        var references = new PoolReferences(
                pool,
                view,
                platform.caches(),
                platform.secrets(),
                namespace,
                platform.namespaces().labels(namespace));
        SpecReader.Reading reading = SpecReader.read(
                me,
                spec,
                references,
                memory.approvals().subjects(Approvals.TAKE_OVER),
                memory.nics(),
                platform.clock().instant());
        if (reading.want().isEmpty()) {
            return new Look(
                    new Observed.Unreachable(reading.problems().getFirst()),
                    Optional.empty(),
                    reading.problems(),
                    Optional.of(pool));
        }
        DesiredVm want = reading.want().get();
        var sightings = sightings(want, view, pool, memory);
        Identity identity = Identity.judge(want, sightings);
        Surroundings around = surroundings(
                want, identity, view, pool, memory, platform.clock().instant());
        var seen = new Observed.Seen(
                identity,
                around,
                tasks(me, view),
                memory.token().filter(token -> uncertain(token, view)).isPresent(),
                Questions.of(want, identity, sightings, around));
        return new Look(seen, reading.want(), reading.problems(), Optional.of(pool));
    }

    private Sightings sightings(DesiredVm want, PoolView view, PoolHandle pool, Memory memory) {
        Map<String, VmRecord> found = new LinkedHashMap<>();
        view.vmsMarked(MarkIndexes.OWNER, want.me().key().toString()).forEach(vm -> found.put(vm.uuidText(), vm));
        Optional<String> known = known(want.me(), view, memory);
        known.flatMap(uuid -> view.vm(new VmUuid(uuid))).ifPresent(vm -> found.put(vm.uuidText(), vm));
        making(want.me(), view, memory).forEach(vm -> found.put(vm.uuidText(), vm));
        if (want.origin() instanceof Origin.Existing(VmUuid uuid)) {
            view.vm(uuid).ifPresent(vm -> found.put(vm.uuidText(), vm));
        }
        var reader = new FactsReader(view);
        List<Sighting> vms = found.values().stream()
                .filter(vm -> !vm.isASnapshot() && !vm.isControlDomain() && !vm.isDefaultTemplate())
                .map(vm -> new Sighting(reader.vm(vm), Ownership.of(vm.otherConfig(), vm.uuidText(), want.me())))
                .toList();
        return new Sightings(
                pool.key(),
                vms,
                known,
                memory.token(),
                memory.approvals(),
                memory.missingSince().orElseGet(() -> platform.clock().instant()));
    }

    /** Status tells, or nothing was ever there; but a status that knows of no creation either may have been lost. */
    private static Optional<String> known(Owner me, PoolView view, Memory memory) {
        return memory.known().or(() -> memory.token().isPresent() ? Optional.empty() : Remains.find(me, view));
    }

    /** By the token where it is known, which is quick; by our uid where status may have lost it. */
    private static List<VmRecord> making(Owner me, PoolView view, Memory memory) {
        if (memory.token().isPresent()) {
            return view.vmsNamed(Keys.makingName(memory.token().get()));
        }
        return memory.known().isPresent()
                ? List.of()
                : view.vms().stream()
                        .filter(vm -> Keys.makingFor(me.uid(), vm.nameLabel()))
                        .toList();
    }

    private Surroundings surroundings(
            DesiredVm want, Identity identity, PoolView view, PoolHandle pool, Memory memory, Instant now) {
        var reader = new FactsReader(view);
        List<TaskFacts> tasks = tasks(want.me(), view);
        boolean filled = tasks.stream().anyMatch(task -> task.is("VDI.copy") && task.succeeded());
        Map<String, String> names = new HashMap<>(Names.of(view));
        Optional<VmFacts> vm = switch (identity) {
            case Identity.Ours(VmFacts ours) -> Optional.of(ours);
            case Identity.Claimable(VmFacts claimable, boolean _, String _) -> Optional.of(claimable);
            case Identity.Absent _, Identity.Refused _ -> Optional.empty();
        };
        vm.ifPresent(one -> Names.add(names, view, one));
        return new Surroundings(
                pool.key(),
                reader.hosts(),
                names,
                loose(want, vm, view, memory).stream()
                        .map(vdi -> reader.loose(vdi, !HandCopies.isOne(want.me(), vdi, vm, view, memory), filled))
                        .toList(),
                memory.disks(),
                memory.approvals(),
                vm.map(one -> RestoreClaims.on(
                                one.otherConfig(),
                                one.uuid().value(),
                                now,
                                platform.caches().restores().all()))
                        .orElseGet(Claims::none),
                view.pool()
                        .map(record -> record.otherConfig().get(Keys.AUTO_POWER_ON))
                        .filter("true"::equals)
                        .isPresent(),
                Capabilities.of(view),
                new MovingReader(view, pool.key(), platform.caches()).read(vm),
                SafetyReader.read(want.me(), platform.caches()),
                SeedSight.of(want, vm, tasks, view, memory, now));
    }

    /** Made for this resource, named by its spec, or listed once: and not on the VM now. */
    private static Set<VdiRecord> loose(DesiredVm want, Optional<VmFacts> vm, PoolView view, Memory memory) {
        Set<VdiRecord> found = new LinkedHashSet<>(
                view.vdisMarked(MarkIndexes.DISKS, want.me().key().toString()));
        found.removeIf(vdi -> HandCopies.isOne(want.me(), vdi, vm, view, memory));
        memory.disks().values().forEach(uuid -> view.vdi(new VdiUuid(uuid)).ifPresent(found::add));
        want.disks().stream()
                .flatMap(List::stream)
                .flatMap(disk -> disk.existing().stream())
                .forEach(uuid -> view.vdi(uuid).ifPresent(found::add));
        vm.ifPresent(one ->
                one.disks().forEach(disk -> found.removeIf(vdi -> vdi.ref().equals(disk.vdi()))));
        found.removeIf(vdi -> vdi.isASnapshot() || !vdi.managed());
        return found;
    }

    private List<TaskFacts> tasks(Owner me, PoolView view) {
        return view.tasksMarked(MarkIndexes.OWNER, me.key().toString()).stream()
                .flatMap(task -> OwnerMark.parse(task.otherConfig().getOrDefault(OwnerMark.KEY, "")).stream()
                        .filter(mark -> mark.equals(me.markFor(mark.objectUuid())))
                        .map(mark -> task(task, mark)))
                .toList();
    }

    /** One of no generation is settled like any old one. */
    private TaskFacts task(TaskRecord task, OwnerMark mark) {
        long generation = Keys.generationOf(mark).orElse(-1);
        TaskState state = SeedSight.state(task, attempts);
        return new TaskFacts(
                task.ref(),
                task.nameLabel(),
                generation,
                state,
                task.created(),
                task.finished(),
                firstSeen.in(task.ref(), state instanceof TaskState.Running));
    }

    /** An unmarked clone that runs may be the one we asked for before we died. */
    private boolean uncertain(String token, PoolView view) {
        return !attempts.isCertain(token) && Traces.unmarked(view, List.of("Async.VM.clone", "Async.VM.copy"));
    }
}
