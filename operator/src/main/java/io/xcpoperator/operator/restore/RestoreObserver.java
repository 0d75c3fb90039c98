package io.xcpoperator.operator.restore;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpecBuilder;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.inquiry.Foresight;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.owner.RestoreClaims;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.List;
import java.util.Optional;

/** Reads the pool's mirror and the informers' caches. Changes nothing and calls nobody. */
final class RestoreObserver {
    private static final String NOT_STORED = "not-stored";

    private final Platform platform;
    private final Foresight<VirtualMachine> foresight;

    /** @param foresight of the VirtualMachines that are not written yet */
    RestoreObserver(Platform platform, Foresight<VirtualMachine> foresight) {
        this.platform = platform;
        this.foresight = foresight;
    }

    Sight look(Want want) {
        return want.anew().map(anew -> anew(anew, want)).orElseGet(() -> inPlace(want));
    }

    private Sight anew(Want.Anew anew, Want want) {
        String namespace = want.me().key().namespace();
        ObjectKey pool = ObjectKey.resolve(
                anew.target().poolRef().namespace(), anew.target().poolRef().name(), namespace);
        return switch (platform.pools().find(pool, namespace, Right.USE)) {
            case PoolLookup.NotReady(Reason reason, String message) -> waits(reason, message);
            case PoolLookup.Denied(String message) -> waits(Reason.AccessDenied, message);
            case PoolLookup.Connected(PoolHandle handle) -> {
                PoolView view = handle.view();
                Optional<VmRecord> snapshot =
                        platform.caches().snapshots().find(want.snapshot()).flatMap(resource -> record(view, resource));
                Optional<VirtualMachine> vm =
                        platform.caches().virtualMachines().find(anew.vm());
                try {
                    Optional<Newborn> newborn = vm.isPresent()
                            ? Optional.empty()
                            : Optional.of(foreseen(new NewbornSpec(
                                            want, anew.target(), view, snapshot, ref -> network(pool, view, ref))
                                    .build()));
                    yield new Sight.Anew(handle, view, snapshot, vm, newborn);
                } catch (NewbornSpec.Refused refused) {
                    yield new Sight.Unreachable(refused.why());
                }
            }
        };
    }

    /** As one that is stored and in Plan would be. */
    private Newborn foreseen(VirtualMachine vm) {
        var whatIf = new VirtualMachine();
        whatIf.setMetadata(new ObjectMetaBuilder(vm.getMetadata())
                .withUid(NOT_STORED)
                .withGeneration(1L)
                .build());
        whatIf.setSpec(VirtualMachineSpecBuilder.builder(vm.getSpec())
                .managementPolicy(ManagementPolicy.Plan)
                .build());
        return foresight.foresee(whatIf) instanceof VirtualMachineStatus status
                ? Newborn.of(vm, status)
                : new Newborn(vm, List.of(), Optional.empty());
    }

    private Optional<Ref> network(ObjectKey pool, PoolView view, NetworkRef network) {
        return view.network(network)
                .flatMap(record -> platform.caches()
                        .networks()
                        .all()
                        .filter(resource -> resource.getStatus() != null
                                && record.uuid()
                                        .value()
                                        .equals(resource.getStatus().uuid())
                                && ObjectKey.resolve(
                                                resource.getSpec().poolRef().namespace(),
                                                resource.getSpec().poolRef().name(),
                                                resource.getMetadata().getNamespace())
                                        .equals(pool))
                        .map(ObjectKey::of)
                        .sorted()
                        .map(key -> new Ref(key.name(), key.namespace()))
                        .findFirst());
    }

    private Sight inPlace(Want want) {
        Optional<VirtualMachineSnapshot> resource =
                platform.caches().snapshots().find(want.snapshot());
        if (resource.isEmpty()) {
            return waits(
                    Reason.ReferenceNotFound, "VirtualMachineSnapshot %s does not exist".formatted(want.snapshot()));
        }
        ObjectKey vm = new ObjectKey(
                want.me().key().namespace(),
                resource.get().getSpec().virtualMachineRef().name());
        return platform.caches()
                .virtualMachines()
                .find(vm)
                .map(found -> in(found, resource.get(), want))
                .orElseGet(() -> waits(
                        Reason.ReferenceNotFound,
                        "VirtualMachine %s does not exist: its VM is restored only under its control".formatted(vm)));
    }

    private static Sight waits(Reason reason, String message) {
        return new Sight.Unreachable(new Verdict.Waiting(reason, message));
    }

    private Sight in(VirtualMachine vm, VirtualMachineSnapshot snapshot, Want want) {
        String namespace = want.me().key().namespace();
        var ref = vm.getSpec().poolRef();
        ObjectKey pool = ObjectKey.resolve(ref.namespace(), ref.name(), namespace);
        return switch (platform.pools().find(pool, namespace, Right.USE)) {
            case PoolLookup.NotReady(Reason reason, String message) -> waits(reason, message);
            case PoolLookup.Denied(String message) -> waits(Reason.AccessDenied, message);
            case PoolLookup.Connected(PoolHandle handle) -> seen(handle, vm, snapshot, want);
        };
    }

    private Sight seen(PoolHandle pool, VirtualMachine vm, VirtualMachineSnapshot snapshot, Want want) {
        PoolView view = pool.view();
        Optional<VmRecord> source = record(view, snapshot);
        if (source.isEmpty()) {
            return waits(
                    Reason.ReferenceNotReady,
                    "VirtualMachineSnapshot %s has no snapshot in the pool".formatted(want.snapshot()));
        }
        Optional<VmRecord> target = view.vm(source.get().snapshotOf());
        if (target.isEmpty()) {
            return waits(
                    Reason.Missing,
                    "the VM that snapshot %s is of is gone; it cannot be restored in place".formatted(want.snapshot()));
        }
        VmRecord there = target.get();
        Owner owner = Owner.of(platform.clusterId(), vm);
        Optional<VirtualMachineSnapshot> undo = platform.caches().snapshots().find(want.undo());
        return new Sight.Seen(
                pool,
                view,
                source.get(),
                there,
                owner.markFor(there.uuidText()),
                Ownership.of(there.otherConfig(), there.uuidText(), owner) instanceof Ownership.Ours,
                !ManagementGate.of(vm, vm.getSpec().managementPolicy()).mayWrite(),
                undo,
                undo.flatMap(resource -> record(view, resource)),
                RestoreClaims.on(
                        there.otherConfig(),
                        there.uuidText(),
                        platform.clock().instant(),
                        platform.caches().restores().all()),
                tasks(view, want));
    }

    /** The pool's snapshot of a resource, by its mark. */
    private Optional<VmRecord> record(PoolView view, VirtualMachineSnapshot resource) {
        Owner owner = Owner.of(platform.clusterId(), resource);
        return Optional.ofNullable(resource.getStatus())
                .flatMap(status -> Optional.ofNullable(status.uuid()))
                .flatMap(uuid -> view.vm(new VmUuid(uuid)))
                .filter(VmRecord::isASnapshot)
                .filter(s -> Ownership.of(s.otherConfig(), MarkIndexes.SNAPSHOT_OWNER, s.uuidText(), owner)
                        instanceof Ownership.Ours);
    }

    private static List<TaskRecord> tasks(PoolView view, Want want) {
        return view.tasksMarked(MarkIndexes.OWNER, want.me().key().toString()).stream()
                .filter(task -> OwnerMark.parse(task.otherConfig().getOrDefault(OwnerMark.KEY, ""))
                        .filter(mark -> mark.equals(want.me().markFor(mark.objectUuid())))
                        .isPresent())
                .toList();
    }
}
