package io.xcpoperator.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshotStatusBuilder;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.SnapshotLabels;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.operator.testing.DecidedPool;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How old the way back may be that a revert counts on (S14). */
class RestorePlannerTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("apps", "back"), "uid-1");
    private static final Owner VM = new Owner("c1", new ObjectKey("apps", "web"), "uid-2");
    private static final String VM_UUID = "5a3d9bf0-0000-4000-8000-000000000001";
    private static final String SNAPSHOT = "5a3d9bf0-0000-4000-8000-000000000002";
    private static final Instant TAKEN = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant SOON = TAKEN.plus(RestorePlanner.STALE);
    private static final Instant LATE = SOON.plusSeconds(1);
    private static final Want WANT = new Want(
            ME,
            new ObjectKey("apps", "before"),
            VM_UUID,
            new Claims.Holder("VirtualMachineRestore", ME.key(), ME.uid(), Optional.empty()),
            Optional.empty());

    private static VmRecord record(String uuid, Map<String, String> otherConfig) {
        return VmRecord.read(
                new VmRef("OpaqueRef:" + uuid),
                Fields.of(Map.of(
                        "uuid", uuid, "name_label", "web", "other_config", otherConfig, "snapshot_time", TAKEN)));
    }

    private static VirtualMachineSnapshot undo() {
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

    private static RestorePlanner planner(boolean begun, Instant now) {
        return planner(begun, begun, Claims.none(), now);
    }

    private static RestorePlanner planner(boolean claimed, boolean begun, Claims claims, Instant now) {
        Map<String, String> proof = new HashMap<>();
        Map<String, String> claim = new HashMap<>();
        if (begun) {
            proof.put(Proof.key(ME, Proof.Stage.BEGUN), new Proof(ME.uid(), Proof.Stage.BEGUN).text(SNAPSHOT));
        }
        if (claimed) {
            claim.put(Claim.VM_DISKS.key(), WANT.holder().text(VM_UUID));
        }
        PoolView view = PoolView.of(List.of(), List.of());
        return new RestorePlanner(
                WANT,
                new Sight.Seen(
                        new DecidedPool(view),
                        view,
                        record(SNAPSHOT, proof),
                        record(VM_UUID, claim),
                        VM.markFor(VM_UUID),
                        true,
                        false,
                        Optional.of(undo()),
                        Optional.of(record("5a3d9bf0-0000-4000-8000-000000000003", Map.of())),
                        claims,
                        List.of()),
                now);
    }

    private static boolean reverts(Plan plan) {
        return plan.steps().stream().anyMatch(step -> step.action() instanceof Action.Revert);
    }

    @Test
    void withAFreshWayBackItIsRevertedAtOnceAndAgainAfterAFailure() {
        assertThat(reverts(planner(false, SOON).plan(Optional.empty()))).isTrue();
        assertThat(reverts(planner(true, SOON).plan(Optional.empty()))).isTrue();
    }

    @Test
    void withAnOldOneItIsNotReverted() {
        for (boolean begun : List.of(false, true)) {
            Plan plan = planner(begun, LATE).plan(Optional.empty());
            assertThat(reverts(plan)).isFalse();
            assertThat(plan.verdict()).isInstanceOfSatisfying(Verdict.Stalled.class, why -> {
                assertThat(why.reason()).isEqualTo(Reason.UndoTooOld);
                assertThat(why.message())
                        .startsWith("snapshot back-undo, to undo the restore, is of 2026-11-01T10:00:00Z, and VM web"
                                + " may have run on since; nothing is reverted: delete");
            });
        }
    }

    @Test
    void oneThatIsDeletedThenLetsTheVmGoUnreverted() {
        Plan leaving = planner(true, LATE).leave(Optional.empty()).orElseThrow();
        assertThat(leaving.steps())
                .extracting(Step::action)
                .containsExactly(
                        new Action.RemoveKey(new VmRef("OpaqueRef:" + SNAPSHOT), Proof.key(ME, Proof.Stage.BEGUN)),
                        new Action.RemoveKey(new VmRef("OpaqueRef:" + VM_UUID), Claim.VM_DISKS.key()));
        assertThat(reverts(planner(true, SOON).leave(Optional.empty()).orElseThrow()))
                .as("what began a moment ago is ended")
                .isTrue();
    }

    /** Who moves a VM has noted it there; who restores it has claimed it: of both at the same moment the restore gives way. */
    @Test
    void aMoveIsWaitedForAndWhereBothBeganTheRestoreGivesWay() {
        Claims moving = Claims.of(
                Map.of(OwnerMark.KEY, VM.markFor(VM_UUID).toString(), Claims.MOVING, VM_UUID + "/0"), VM_UUID, SOON);
        for (boolean claimed : List.of(false, true)) {
            Plan plan = planner(claimed, false, moving, SOON).plan(Optional.empty());
            assertThat(plan.phase()).as("claims nothing").isEqualTo(Plan.Phase.PENDING);
            assertThat(plan.verdict())
                    .isEqualTo(new Verdict.Waiting(
                            Reason.HeldBy,
                            "VM web is held by VirtualMachine apps/web until it lets go; it is restored after that"));
            List<Action> gives = List.of(new Action.RemoveKey(new VmRef("OpaqueRef:" + VM_UUID), Claim.VM_DISKS.key()));
            assertThat(plan.steps().stream().map(Step::action).toList()).isEqualTo(claimed ? gives : List.of());
        }
    }
}
