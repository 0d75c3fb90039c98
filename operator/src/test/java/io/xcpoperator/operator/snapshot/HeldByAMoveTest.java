package io.xcpoperator.operator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.operator.testing.DecidedPool;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** While the disks of a VM are on their way, no snapshot of it is taken but the one that the move itself may wait for (S15). */
class HeldByAMoveTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final Owner ME = new Owner("c1", new ObjectKey("apps", "before"), "uid-1");
    private static final Owner VM = new Owner("c1", new ObjectKey("apps", "web"), "uid-2");

    private final SnapshotModel pool = new SnapshotModel(NOW);
    private final String vm = pool.add("VM", "name_label", "web", "power_state", "Halted");

    private Plan plan(Optional<String> taker) {
        PoolView view = pool.view();
        var want = new Want(ME, VM.key(), false, Optional.empty(), true, taker, Optional.empty());
        var memory = new Remembered(
                NOW,
                Optional.empty(),
                Optional.of("token"),
                Optional.empty(),
                Optional.empty(),
                false,
                new Approvals(List.of()));
        var seen = new Sight.Seen(
                new DecidedPool(view),
                view,
                view.vm(new VmRef(vm)),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new SnapshotPlanner(want, memory, NOW).plan(seen, Optional.empty());
    }

    private void note(String of) {
        pool.otherConfig(vm).put(OwnerMark.KEY, VM.markFor(pool.uuid(vm)).toString());
        pool.otherConfig(vm).put(Claims.MOVING, of + "/0\tuuid\tdata\ttrue");
    }

    @Test
    void aSnapshotWaitsForTheMoveAndSaysForWhom() {
        note(pool.uuid(vm));
        Plan waits = plan(Optional.empty());
        assertThat(waits.steps()).isEmpty();
        assertThat(waits.verdict())
                .isEqualTo(
                        new Verdict.Waiting(
                                Reason.HeldBy,
                                "VM web is held by VirtualMachine apps/web until it lets go; the snapshot is taken after that"));
        pool.otherConfig(vm).remove(Claims.MOVING);
        assertThat(plan(Optional.empty()).takes()).isTrue();
    }

    @Test
    void theOneThatTheVmItselfWaitsForIsTaken() {
        note(pool.uuid(vm));
        assertThat(plan(Optional.of(VM.uid())).takes()).isTrue();
        assertThat(plan(Optional.of("uid-of-another")).takes()).isFalse();
    }

    @Test
    void aNoteThatACloneInheritedHoldsNothing() {
        note("uuid-of-another");
        assertThat(plan(Optional.empty()).takes()).isTrue();
    }
}
