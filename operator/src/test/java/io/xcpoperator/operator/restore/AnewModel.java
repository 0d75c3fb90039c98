package io.xcpoperator.operator.restore;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.backup.RestoreTarget;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatusBuilder;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.operator.testing.DecidedPool;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VmRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A snapshot, its restore as a new VM, and the VirtualMachine that makes it, as values. */
final class AnewModel {
    static final Owner ME = new Owner("c1", new ObjectKey("apps", "back"), "uid-1");
    static final Owner EARLIER = new Owner("c1", ME.key(), "uid-0");
    private static final VmRef SNAPSHOT_REF = new VmRef("OpaqueRef:snapshot");
    private static final String SNAPSHOT = "5a3d9bf0-0000-4000-8000-000000000002";

    /** The VirtualMachine of the name that the new one is to have. */
    enum Machine {
        NONE,
        ANOTHERS,
        MAKING,
        WHOLE,
        GOING_HALF,
        GOING_WHOLE;

        boolean isMine() {
            return this != NONE && this != ANOTHERS;
        }

        boolean goes() {
            return this == GOING_HALF || this == GOING_WHOLE;
        }
    }

    final Map<String, String> snapshot = new HashMap<>();
    private final Want want;
    Machine machine = Machine.NONE;
    AnewPlanner.Progress progress = AnewPlanner.Progress.NOTHING;
    boolean hindered;
    int made;
    int letGo;
    int givenUp;

    AnewModel(boolean stays) {
        want = new Want(
                ME,
                new ObjectKey("apps", "before"),
                "",
                new Claims.Holder("VirtualMachineRestore", ME.key(), ME.uid(), Optional.empty()),
                Optional.of(new Want.Anew(
                        new RestoreTarget(null, null, null, null, null, null), new ObjectKey("apps", "new"), stays)));
    }

    void ranBefore(Proof.Stage stage) {
        snapshot.put(Proof.key(ME, stage), new Proof(EARLIER.uid(), stage).text(SNAPSHOT));
    }

    boolean isOnRecord(Proof.Stage stage) {
        return snapshot.containsKey(Proof.key(ME, stage));
    }

    Plan plan() {
        return new AnewPlanner(want, seen(), progress).plan();
    }

    Optional<Plan> leave() {
        return new AnewPlanner(want, seen(), progress).leave();
    }

    private Sight.Anew seen() {
        PoolView view = PoolView.of(List.of(), List.of());
        var record = VmRecord.read(
                SNAPSHOT_REF,
                Fields.of(Map.of("uuid", SNAPSHOT, "name_label", "before", "other_config", Map.copyOf(snapshot))));
        Optional<Verdict> obstacle = hindered
                ? Optional.of(new Verdict.Waiting(Reason.ReferenceNotFound, "no such network"))
                : Optional.empty();
        return new Sight.Anew(
                new DecidedPool(view),
                view,
                Optional.of(record),
                resource(),
                machine == Machine.NONE
                        ? Optional.of(new Newborn(new VirtualMachine(), List.of(), obstacle))
                        : Optional.empty());
    }

    private Optional<VirtualMachine> resource() {
        if (machine == Machine.NONE) {
            return Optional.empty();
        }
        var vm = new VirtualMachine();
        vm.setMetadata(new ObjectMetaBuilder()
                .withNamespace("apps")
                .withName("new")
                .withUid("vm-uid")
                .withGeneration(1L)
                .withLabels(machine.isMine() ? Map.of(Newborn.RESTORE_OF, ME.uid()) : Map.of())
                .withDeletionTimestamp(machine.goes() ? "2026-11-01T10:00:00Z" : null)
                .build());
        boolean whole = machine == Machine.WHOLE || machine == Machine.GOING_WHOLE;
        vm.setStatus(VirtualMachineStatusBuilder.builder()
                .uuid(whole ? "vm-1" : null)
                .observedGeneration(1L)
                .conditions(List.of(
                        whole
                                ? Conditions.isTrue(Conditions.READY, Reason.Settled, "")
                                : Conditions.isFalse(Conditions.READY, Reason.Applying, "being made")))
                .build());
        return Optional.of(vm);
    }

    /** As status tells it, of what was seen. */
    void report() {
        if (machine == Machine.WHOLE || machine == Machine.GOING_WHOLE) {
            progress = AnewPlanner.Progress.WHOLE;
        } else if (machine.isMine() && progress == AnewPlanner.Progress.NOTHING) {
            progress = AnewPlanner.Progress.BEING_MADE;
        }
    }

    /** The VirtualMachine's own controller gets on. */
    void goOn() {
        machine = switch (machine) {
            case MAKING -> Machine.WHOLE;
            case GOING_HALF, GOING_WHOLE -> Machine.NONE;
            case NONE, ANOTHERS, WHOLE -> machine;
        };
    }

    void deleteMachine() {
        machine = machine == Machine.WHOLE
                ? Machine.GOING_WHOLE
                : machine == Machine.MAKING ? Machine.GOING_HALF : machine;
    }

    /** Does it, or fails where it must not be done. */
    void apply(Action action) {
        switch (action) {
            case Action.SetKey(VmRef ref, String key, String value, boolean replaces) -> {
                check(ref.equals(SNAPSHOT_REF), "another VM's key");
                check(
                        (snapshot.put(key, value) != null) == replaces,
                        "MAP_DUPLICATE_KEY, or a call for nothing: " + key);
            }
            case Action.RemoveKey(VmRef _, String key) ->
                check(snapshot.remove(key) != null, "a call for nothing: " + key);
            case Action.MakeVm _ -> {
                check(machine == Machine.NONE, "a second VirtualMachine");
                check(isOnRecord(Proof.Stage.BEGUN), "nobody would know that it ran");
                machine = Machine.MAKING;
                made++;
            }
            case Action.LetGo(ObjectKey _, String uid) -> {
                check(machine == Machine.WHOLE && uid.equals("vm-uid"), "let go while " + machine);
                check(isOnRecord(Proof.Stage.DONE), "it would be made again");
                machine = Machine.GOING_WHOLE;
                letGo++;
            }
            case Action.GiveUp(ObjectKey _, String uid) -> {
                check(machine.isMine() && !machine.goes() && uid.equals("vm-uid"), "given up while " + machine);
                machine = Machine.GOING_HALF;
                givenUp++;
            }
            case Action.TakeUndo _, Action.Revert _, Action.Settle _ -> throw new AssertionError("in place: " + action);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
