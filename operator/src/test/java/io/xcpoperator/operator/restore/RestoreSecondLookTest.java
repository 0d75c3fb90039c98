package io.xcpoperator.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.kube.Deputies;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.testing.PoolNow;
import io.xcpoperator.operator.testing.RecordedCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is written or taken away only on what still is what was planned on (S1, S15). */
class RestoreSecondLookTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("apps", "back"), "uid-1");
    private static final Owner WEB = new Owner("c1", new ObjectKey("apps", "web"), "uid-2");
    private static final String UUID = "5a3d9bf0-0000-4000-8000-000000000001";
    private static final VmRef VM = new VmRef("OpaqueRef:vm");
    private static final VmRef SNAPSHOT = new VmRef("OpaqueRef:snapshot");
    private static final String KEY = Claim.VM_DISKS.key();
    private static final String OURS = WEB.markFor(UUID).toString();
    private static final String THEIRS = "c1/apps/theirs/uid-9/" + UUID;
    private static final Want WANT = new Want(
            ME,
            new ObjectKey("apps", "before"),
            UUID,
            new Claims.Holder("VirtualMachineRestore", ME.key(), ME.uid(), Optional.empty()),
            Optional.empty());

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private static VmRecord record(VmRef ref, String... keys) {
        Map<String, String> otherConfig = new HashMap<>();
        for (int i = 0; i < keys.length; i += 2) {
            otherConfig.put(keys[i], keys[i + 1]);
        }
        return VmRecord.read(ref, Fields.of(Map.of("uuid", UUID, "name_label", "web", "other_config", otherConfig)));
    }

    /** @return what was sent to a pool in which the object of the action is this now */
    private static List<String> sent(Action action, VmRecord planned, VmRecord now) {
        var pool = new RecordedCalls().with(now);
        assertThat(outcome(action, planned, pool))
                .isInstanceOf(pool.sent().isEmpty() ? Outcome.Retry.class : Outcome.Acted.class);
        return pool.sent();
    }

    private static Outcome outcome(Action action, VmRecord planned, RecordedCalls pool) {
        VmRecord vm = planned.ref().equals(VM) ? planned : record(VM, OwnerMark.KEY, OURS);
        VmRecord snapshot = planned.ref().equals(SNAPSHOT) ? planned : record(SNAPSHOT);
        var view = PoolView.of(List.of(vm, snapshot), List.of());
        var seen = new Sight.Seen(
                new PoolNow(view, pool),
                view,
                snapshot,
                vm,
                WEB.markFor(UUID),
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                Claims.none(),
                List.of());
        var deputies = new Deputies(null, null); // these actions write nothing to Kubernetes
        return new RestoreExecutor(deputies, () -> NOW).execute(seen, WANT, List.of(new Step(action, "web", "so")));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void ofAVmThatNobodyElseClaimedAtTheSameMoment(long hours) {
        var theirs = new Claims.Holder(
                "PatchPlan", new ObjectKey("infra", "sunday"), "uid-9", Optional.of(NOW.plus(Duration.ofHours(hours))));
        var claim = new Action.SetKey(VM, Claim.VM_DISKS.key(), WANT.holder().text(UUID), false);
        VmRecord now = record(VM, OwnerMark.KEY, OURS, Claim.VM_PLACEMENT.key(), theirs.text(UUID));
        assertThat(outcome(claim, record(VM, OwnerMark.KEY, OURS), new RecordedCalls().with(now)))
                .as("their claim ends %d hours from now", hours)
                .isInstanceOf(hours > 0 ? Outcome.Retry.class : Outcome.Acted.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofAVmThatIsStillOursAndWhoseKeyNobodyWrote(boolean sets) {
        Action action = sets ? new Action.SetKey(VM, KEY, "mine", false) : new Action.RemoveKey(VM, KEY);
        String message = sets ? "VM.add_to_other_config" : "VM.remove_from_other_config";
        VmRecord marked = record(VM, OwnerMark.KEY, OURS);
        assertThat(sent(action, marked, marked)).containsExactly(message);
        assertThat(sent(action, marked, record(VM))).as("the mark goes").isEmpty();
        assertThat(sent(action, marked, record(VM, OwnerMark.KEY, THEIRS)))
                .as("another takes it")
                .isEmpty();
        assertThat(sent(action, marked, record(VM, OwnerMark.KEY, OURS, KEY, "somebody")))
                .as("somebody claims it")
                .isEmpty();
        assertThat(sent(action, record(VM, OwnerMark.KEY, THEIRS), marked))
                .as("a step before it put the mark back")
                .containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofASnapshotThatIsStillItsResources(boolean sets) {
        Action action =
                sets ? new Action.SetKey(SNAPSHOT, "proof", "mine", false) : new Action.RemoveKey(SNAPSHOT, "proof");
        String message = sets ? "VM.add_to_other_config" : "VM.remove_from_other_config";
        VmRecord marked = record(SNAPSHOT, MarkIndexes.SNAPSHOT_OWNER, OURS);
        assertThat(sent(action, marked, marked)).containsExactly(message);
        assertThat(sent(action, marked, record(SNAPSHOT, OwnerMark.KEY, OURS)))
                .as("the mark goes")
                .isEmpty();
        assertThat(sent(action, marked, record(SNAPSHOT, MarkIndexes.SNAPSHOT_OWNER, THEIRS)))
                .as("another takes it")
                .isEmpty();
        assertThat(sent(action, marked, record(SNAPSHOT, MarkIndexes.SNAPSHOT_OWNER, OURS, "proof", "theirs")))
                .as("another restore put itself on record")
                .isEmpty();
    }
}
