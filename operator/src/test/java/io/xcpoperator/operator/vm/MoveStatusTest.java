package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.Operation;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatusBuilder;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.xapi.tasks.TaskState;
import io.xcpoperator.xapi.types.TaskRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pool shows a VM on its new host a little before it says that the move has ended. */
class MoveStatusTest {
    private final AVm vm = AVm.ofOurs();
    private @Nullable Operation operation;

    private VirtualMachineStatus shown(VirtualMachineStatus before, HostFacts host, TaskState move) {
        var resource = new VirtualMachine();
        resource.setMetadata(new ObjectMetaBuilder().withName("web").build());
        vm.host = Optional.of(host.ref());
        var task = new TaskFacts(
                new TaskRef("OpaqueRef:move"),
                "Async.VM.pool_migrate",
                1,
                move,
                ModelPool.NOW.minusSeconds(9),
                ModelPool.NOW,
                ModelPool.NOW.minusSeconds(9));
        DesiredVm want = Wanted.running().vm();
        Observed.Seen around = new ModelPool().with(vm).observe(want);
        var seen = new Observed.Seen(around.identity(), around.around(), List.of(task), false, Map.of());
        operation = OperationReporter.of(seen, null, ModelPool.NOW);
        var look = new Look(seen, Optional.of(want), List.of(), Optional.empty());
        var report = new Report(
                look,
                Memory.of(resource, ModelPool.NOW),
                ManagementGate.WRITE,
                Plan.of(List.of()),
                new Gated(List.of(), List.of(), List.of(), ""),
                new Outcome.Settled(),
                ModelPool.NOW);
        var next = VirtualMachineStatusBuilder.builder(before);
        VmStatusFacts.fill(next, resource, report, seen, vm.facts(), false, ModelPool.NOW);
        return next.build();
    }

    @Test
    void countsWhenItHasEnded() {
        var before = VirtualMachineStatusBuilder.builder().host("xcp1").build();
        var moving = shown(before, AVm.XCP2, new TaskState.Running(0.9));
        assertThat(moving.host()).isEqualTo("xcp1");
        var moved = shown(moving, AVm.XCP2, new TaskState.Succeeded(List.of()));
        assertThat(moved.host()).isEqualTo("xcp2");
        assertThat(moved.lastMigration().from()).isEqualTo("xcp1");
        assertThat(moved.lastMigration().to()).isEqualTo("xcp2");
        assertThat(moved.lastMigration().durationSeconds()).isEqualTo(9);
    }

    @Test
    void itsProgressIsShownWhileItRuns() {
        var before = VirtualMachineStatusBuilder.builder().host("xcp1").build();
        shown(before, AVm.XCP1, new TaskState.Running(0.45));
        assertThat(operation.name()).isEqualTo("Migrate");
        assertThat(operation.progress()).isEqualTo(40);
        shown(before, AVm.XCP2, new TaskState.Succeeded(List.of()));
        assertThat(operation).isNull();
    }
}
