package io.xcpoperator.operator.snapshot;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the pools' mirrors and the informers' caches. Changes nothing and calls nobody. */
final class SnapshotObserver {
    private final Platform platform;

    SnapshotObserver(Platform platform) {
        this.platform = platform;
    }

    Sight look(Want want, Remembered memory) {
        if (platform.caches().virtualMachines().isUnreadable(want.vm())) {
            return new Sight.Unreachable(new Verdict.Waiting(
                    Reason.ReferenceNotReady, "the spec of VirtualMachine %s cannot be read".formatted(want.vm())));
        }
        return platform.caches()
                .virtualMachines()
                .find(want.vm())
                .map(vm -> in(vm, want, memory))
                .orElseGet(() -> anywhere(want, memory));
    }

    private Sight in(VirtualMachine vm, Want want, Remembered memory) {
        String namespace = want.vm().namespace();
        var ref = vm.getSpec().poolRef();
        ObjectKey pool = ObjectKey.resolve(ref.namespace(), ref.name(), namespace);
        return switch (platform.pools().find(pool, namespace, Right.USE)) {
            case PoolLookup.NotReady(Reason reason, String message) ->
                new Sight.Unreachable(new Verdict.Waiting(reason, message));
            case PoolLookup.Denied(String message) ->
                new Sight.Unreachable(new Verdict.Waiting(Reason.AccessDenied, message));
            case PoolLookup.Connected(PoolHandle handle) -> seen(handle, Optional.of(vm), want, memory);
        };
    }

    /** The VirtualMachine, which told the pool, is gone: its snapshot is found by its mark. */
    private Sight anywhere(Want want, Remembered memory) {
        List<String> silent = new ArrayList<>();
        for (ObjectKey pool :
                platform.caches().pools().all().map(ObjectKey::of).sorted().toList()) {
            switch (platform.pools().find(pool, want.vm().namespace(), Right.USE)) {
                case PoolLookup.Denied _ -> {}
                case PoolLookup.NotReady _ -> silent.add(pool.toString());
                case PoolLookup.Connected(PoolHandle handle) -> {
                    Sight.Seen seen = seen(handle, Optional.empty(), want, memory);
                    if (!(seen.candidates().isEmpty()
                            && seen.left().isEmpty()
                            && seen.tasks().isEmpty())) {
                        return seen;
                    }
                }
            }
        }
        return silent.isEmpty()
                ? new Sight.Nowhere(noResource(want))
                : new Sight.Unreachable(new Verdict.Waiting(
                        Reason.PoolNotReady,
                        "VirtualMachine %s does not exist, and not connected is XcpPool %s, which may have its snapshot"
                                .formatted(want.vm(), String.join(", ", silent))));
    }

    private static Verdict noResource(Want want) {
        return new Verdict.Waiting(Reason.ReferenceNotFound, "VirtualMachine %s does not exist".formatted(want.vm()));
    }

    private Sight.Seen seen(PoolHandle pool, Optional<VirtualMachine> resource, Want want, Remembered memory) {
        PoolView view = pool.view();
        Optional<VmRecord> known = resource.flatMap(SnapshotObserver::uuid)
                .flatMap(uuid -> view.vm(new VmUuid(uuid)))
                .filter(vm -> !vm.isASnapshot() && !vm.isControlDomain() && !vm.isATemplate());
        Optional<VmRecord> source =
                known.filter(vm -> resource.filter(r -> isOf(r, vm)).isPresent());
        Optional<Verdict> noSource =
                source.isPresent() ? Optional.empty() : Optional.of(noSource(resource, known, want));
        return new Sight.Seen(
                pool,
                view,
                source,
                noSource,
                candidates(view, source, want, memory),
                Leftovers.of(want.me(), view),
                tasks(view, want),
                platform.caches().restores().all().toList());
    }

    private static Optional<String> uuid(VirtualMachine vm) {
        return Optional.ofNullable(vm.getStatus()).map(status -> status.uuid());
    }

    private boolean isOf(VirtualMachine resource, VmRecord vm) {
        return Ownership.of(vm.otherConfig(), vm.uuidText(), Owner.of(platform.clusterId(), resource))
                instanceof Ownership.Ours;
    }

    private static Verdict noSource(Optional<VirtualMachine> resource, Optional<VmRecord> known, Want want) {
        if (resource.isEmpty()) {
            return noResource(want);
        }
        return new Verdict.Waiting(
                Reason.ReferenceNotReady,
                known.isPresent()
                        ? "VM %s does not carry the mark of VirtualMachine %s: only a VM that the operator manages gets a snapshot"
                                .formatted(known.get().uuidText(), want.vm())
                        : "VirtualMachine %s has no VM in the pool".formatted(want.vm()));
    }

    /** Snapshots that may be this one. */
    static List<VmRecord> candidates(PoolView view, Optional<VmRecord> source, Want want, Remembered memory) {
        Map<String, VmRecord> found = new LinkedHashMap<>();
        view.vmsMarked(MarkIndexes.SNAPSHOTS, want.me().key().toString()).forEach(s -> found.put(s.uuidText(), s));
        memory.uuid().flatMap(uuid -> view.vm(new VmUuid(uuid))).ifPresent(s -> found.put(s.uuidText(), s));
        memory.token().ifPresent(token -> view.vmsNamed(Names.making(token)).forEach(s -> found.put(s.uuidText(), s)));
        source.stream()
                .flatMap(vm -> view.snapshotsOf(vm.ref()).stream())
                .filter(s -> Names.makingFor(want.me().uid(), s.nameLabel()))
                .forEach(s -> found.put(s.uuidText(), s));
        return found.values().stream().filter(VmRecord::isASnapshot).toList();
    }

    private static List<TaskRecord> tasks(PoolView view, Want want) {
        return view.tasksMarked(MarkIndexes.SNAPSHOTS, want.me().key().toString()).stream()
                .filter(task -> OwnerMark.parse(task.otherConfig().getOrDefault(MarkIndexes.SNAPSHOT_OWNER, ""))
                        .filter(mark -> mark.equals(want.me().markFor(mark.objectUuid())))
                        .isPresent())
                .toList();
    }
}
