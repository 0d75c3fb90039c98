package io.xcpoperator.operator.restore;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshotStatusBuilder;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.SnapshotLabels;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.testing.DecidedPool;
import io.xcpoperator.operator.testing.Seeds;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A VM, its snapshot and a restore somewhere on its way, as values: what each action does to their keys, by the facts. */
final class RestoreModel {
    static final VmRef VM_REF = new VmRef("OpaqueRef:vm");
    private static final VmRef SNAPSHOT_REF = new VmRef("OpaqueRef:snapshot");
    private static final VmRef UNDO_REF = new VmRef("OpaqueRef:undo");
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final String VM_UUID = "5a3d9bf0-0000-4000-8000-000000000001";
    private static final String SNAPSHOT = "5a3d9bf0-0000-4000-8000-000000000002";
    private static final String UNDO = "5a3d9bf0-0000-4000-8000-000000000003";
    private static final Owner ME = new Owner("c1", new ObjectKey("apps", "back"), "uid-1");
    private static final Owner VM = new Owner("c1", new ObjectKey("apps", "web"), "uid-2");
    private static final Owner OTHER = new Owner("c1", new ObjectKey("apps", "other"), "uid-3");
    private static final Want WANT = new Want(
            ME,
            new ObjectKey("apps", "before"),
            VM_UUID,
            new Claims.Holder("VirtualMachineRestore", ME.key(), ME.uid(), Optional.empty()),
            Optional.empty());

    final Map<String, String> vm = new TreeMap<>();
    /** What the VM had when the snapshot was taken. */
    final Map<String, String> then = new TreeMap<>();

    private final Map<String, String> snapshot = new HashMap<>();
    private @Nullable Map<String, String> undo;
    final boolean deleted;
    boolean reverted;
    int reverts;

    RestoreModel(long seed) {
        this(seed, Optional.empty());
    }

    RestoreModel(long seed, Optional<Boolean> deleting) {
        Random random = Seeds.random(seed);
        deleted = deleting.orElseGet(() -> random.nextInt(3) == 0);
        fill(vm, random);
        fill(then, random);
        vm.put(OwnerMark.KEY, mark());
        if (random.nextInt(4) > 0) {
            then.put(OwnerMark.KEY, mark());
        }
        if (random.nextInt(8) == 0) { // held by something that is over since
            then.put(Claim.VM_DISKS.key(), "somebody's");
        }
        snapshot.putAll(then);
        snapshot.put(MarkIndexes.SNAPSHOT_OWNER, VM.markFor(SNAPSHOT).toString());
        if (random.nextBoolean()) { // another restore ran from it
            snapshot.put(Proof.key(OTHER, Proof.Stage.BEGUN), new Proof(OTHER.uid(), Proof.Stage.BEGUN).text(SNAPSHOT));
            snapshot.put(Proof.key(OTHER, Proof.Stage.DONE), new Proof(OTHER.uid(), Proof.Stage.DONE).text(SNAPSHOT));
        }
        if (deleting.isEmpty()) {
            begun(random);
        }
    }

    private static void fill(Map<String, String> keys, Random random) {
        for (String name : List.of("xcp-operator.io/memory", "xcp-operator.io/note", "folder", "xo:tag")) {
            if (random.nextBoolean()) {
                keys.put(name, "value " + random.nextInt(2));
            }
        }
    }

    /** What an earlier round, or an earlier process, left. */
    private void begun(Random random) {
        int stage = random.nextInt(6);
        if (stage > 0) {
            takeUndo();
        }
        if (stage > 1) {
            vm.put(Claim.VM_DISKS.key(), WANT.holder().text(VM_UUID));
        }
        if (stage > 2) {
            apply(Proof.Stage.BEGUN
                    .step(WANT, record(SNAPSHOT_REF, SNAPSHOT, snapshot))
                    .action());
        }
        if (stage > 3) {
            revert();
            reverts = 0;
        }
        if (stage > 4) {
            List<Step> mending = Mending.steps(seen());
            mending.stream().limit(random.nextInt(mending.size() + 1)).toList().forEach(step -> apply(step.action()));
        }
    }

    String mark() {
        return VM.markFor(VM_UUID).toString();
    }

    boolean isDone() {
        return snapshot.containsKey(Proof.key(ME, Proof.Stage.DONE));
    }

    /** Our keys that the VM is to have in the end. */
    Map<String, String> marksToCome() {
        var marks = new TreeMap<>(undo == null ? vm : undo);
        marks.keySet().removeIf(key -> !key.startsWith("xcp-operator.io/"));
        marks.remove(Claim.VM_DISKS.key());
        marks.remove(MarkIndexes.SNAPSHOT_OWNER);
        marks.put(OwnerMark.KEY, mark());
        return marks;
    }

    List<Step> plan() {
        var planner = new RestorePlanner(WANT, seen(), NOW);
        if (isDone()) {
            return List.of(); // its reconciler looks no more
        }
        return deleted
                ? planner.leave(Optional.empty()).map(Plan::steps).orElse(List.of())
                : planner.plan(Optional.empty()).steps();
    }

    private Sight.Seen seen() {
        PoolView view = PoolView.of(List.of(), List.of());
        return new Sight.Seen(
                new DecidedPool(view),
                view,
                record(SNAPSHOT_REF, SNAPSHOT, snapshot),
                record(VM_REF, VM_UUID, vm),
                VM.markFor(VM_UUID),
                true,
                false,
                Optional.ofNullable(undo).map(_ -> undoResource()),
                Optional.ofNullable(undo).map(keys -> record(UNDO_REF, UNDO, keys)),
                Claims.none(),
                List.of());
    }

    private static VmRecord record(VmRef ref, String uuid, Map<String, String> otherConfig) {
        return VmRecord.read(
                ref,
                Fields.of(Map.of(
                        "uuid",
                        uuid,
                        "name_label",
                        "web",
                        "other_config",
                        Map.copyOf(otherConfig),
                        "snapshot_time",
                        NOW.minusSeconds(60))));
    }

    private static VirtualMachineSnapshot undoResource() {
        var resource = new VirtualMachineSnapshot();
        resource.setMetadata(new ObjectMetaBuilder()
                .withNamespace("apps")
                .withName("back-undo")
                .addToLabels(SnapshotLabels.UNDO_OF, ME.uid())
                .build());
        resource.setStatus(VirtualMachineSnapshotStatusBuilder.builder()
                .conditions(List.of(Conditions.isTrue(Conditions.READY, Reason.Settled, "")))
                .build());
        return resource;
    }

    private Map<String, String> of(VmRef ref) {
        return ref.equals(VM_REF) ? vm : snapshot;
    }

    /** Does it, or fails where it must not be done. */
    void apply(Action action) {
        switch (action) {
            case Action.TakeUndo _ -> takeUndo();
            case Action.SetKey(VmRef ref, String key, String value, boolean replaces) ->
                check(
                        (of(ref).put(key, value) != null) == replaces,
                        "MAP_DUPLICATE_KEY, or a call for nothing: " + key);
            case Action.RemoveKey(VmRef ref, String key) ->
                check(of(ref).remove(key) != null, "a call for nothing: " + key);
            case Action.Revert _ -> revert();
            case Action.MakeVm _, Action.LetGo _, Action.GiveUp _, Action.Settle _ ->
                throw new AssertionError("not in place: " + action);
        }
    }

    private void takeUndo() {
        check(undo == null, "a second undo snapshot");
        undo = new HashMap<>(vm);
        undo.put(MarkIndexes.SNAPSHOT_OWNER, OTHER.markFor(UNDO).toString());
    }

    private void revert() {
        check(undo != null, "no way back");
        check(vm.containsKey(Claim.VM_DISKS.key()), "the VM is not claimed");
        check(snapshot.containsKey(Proof.key(ME, Proof.Stage.BEGUN)), "nobody would know that it ran");
        vm.clear();
        vm.putAll(then);
        reverted = true;
        reverts++;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
