package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.simulator.dispatch.Delays;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A slow pool that forgets to tell what was deleted. */
class LostEventsTest {
    @Test
    void aVmIsMadeAndKeptUpAlthoughEventsAreLost() {
        try (VmLab lab = VmLab.started(Delays.none().withCall(Duration.ofMillis(20)))) {
            lab.pool().calls().reset();
            lab.applyVm("web", "cpu: {count: 2}", "disks: [{name: root}, {name: data, size: 1Gi}]");
            // while it is made, what the pool has not told yet is gone, five times
            for (long writes : new long[] {3, 6, 9, 12, 15}) {
                await().atMost(VmLab.PATIENCE)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> lab.pool().calls().writes() >= writes);
                lab.pool().faults().hosts().loseEvents();
            }
            lab.awaitReady("web");
            String ref = lab.vmsNamed("web").getFirst();
            assertThat(lab.vmsNamed("web")).hasSize(1);
            assertThat((List<?>) lab.record(ref).get("VBDs")).hasSize(2);

            List<Object> disks = lab.uuids("VDI");
            lab.pool().direct().call("VM.hard_shutdown", ref);
            lab.pool().direct().call("VBD.destroy", ((List<?>) lab.record(ref).get("VBDs")).getLast());
            lab.pool().faults().hosts().loseEvents();
            lab.pool().direct().call("VM.set_name_description", ref, "by hand"); // an answer, with the right count
            await("it has its disk and is started again")
                    .atMost(VmLab.PATIENCE)
                    .until(() -> lab.record(ref).get("power_state").equals("Running")
                            && ((List<?>) lab.record(ref).get("VBDs")).size() == 2);
            assertThat(lab.awaitReady("web").getStatus().powerState()).isEqualTo(PowerState.Running);
            assertThat(lab.uuids("VDI")).containsExactlyInAnyOrderElementsOf(disks);
        }
    }
}
