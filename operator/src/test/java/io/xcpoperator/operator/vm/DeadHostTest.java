package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import org.junit.jupiter.api.Test;

/** A host without power counts as alive for ten minutes, and what it must do hangs: it holds up its own VMs, no others. */
class DeadHostTest {
    private static String power(VirtualMachine vm) {
        return String.valueOf(vm.getStatus().powerState());
    }

    @Test
    void onlyItsOwnVmsWaitAndTheyGoOnWhenItIsBack() {
        try (VmLab lab = VmLab.started()) {
            lab.applyVm("stays", "placement: {hostRef: {name: %s}}".formatted(lab.xcpHost("host1")));
            lab.applyVm("lost", "placement: {hostRef: {name: %s}}".formatted(lab.xcpHost("host2")));
            assertThat(lab.awaitReady("stays").getStatus().host()).isEqualTo("host1");
            assertThat(lab.awaitReady("lost").getStatus().host()).isEqualTo("host2");

            lab.pool().faults().hosts().crash("host2");
            lab.applyVm(
                    "lost", "powerState: Halted", "placement: {hostRef: {name: %s}}".formatted(lab.xcpHost("host2")));
            VirtualMachine waiting = lab.awaitVm(
                    "lost", vm -> String.valueOf(vm.getStatus().message()).contains("Shutdown runs on the pool"));
            assertThat(power(waiting)).as("as the pool has it").isEqualTo("Running");
            lab.applyVm("stays", "powerState: Halted");
            lab.awaitVm("stays", vm -> VmLab.isReady(vm) && power(vm).equals("Halted"));
            assertThat(VmLab.isReady(lab.vm("lost").orElseThrow())).isFalse();

            lab.pool().faults().hosts().up("host2");
            lab.awaitVm("lost", vm -> VmLab.isReady(vm) && power(vm).equals("Halted"));
            assertThat(lab.vmsNamed("lost")).hasSize(1);
        }
    }
}
