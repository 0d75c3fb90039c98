package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.xapi.types.SrRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Storage that a host has lost is told of at the VMs that run there with disks on it. */
class UnpluggedTest {
    private static Surroundings where(SrRef... plugged) {
        HostFacts xcp1 = AVm.XCP1;
        var host = new HostFacts(
                xcp1.ref(),
                xcp1.uuid(),
                xcp1.name(),
                true,
                true,
                xcp1.memoryFree(),
                Set.of(plugged),
                xcp1.networks(),
                AVm.PLAIN);
        return new Surroundings(
                new ObjectKey("infra", "home"),
                List.of(host, AVm.XCP2),
                Map.of(AVm.NAS.value(), "nas-vms"),
                List.of(),
                Map.of(),
                new Approvals(List.of()),
                Claims.none(),
                true,
                AVm.CAN);
    }

    @Test
    void aVmThatRunsOnAHostThatLostItsStorageIsToldWhichAndWhere() {
        assertThat(Unplugged.in(AVm.ofOurs().facts(), where(AVm.SSD)))
                .hasValueSatisfying(
                        why -> assertThat(why.message())
                                .isEqualTo(
                                        "storage repository nas-vms is not plugged in on xcp1, where the VM runs: its disks there do not answer"));
    }

    @Test
    void storageThatTheVmDoesNotUseIsNoMatterAndNeitherIsAHaltedVm() {
        assertThat(Unplugged.in(AVm.ofOurs().facts(), where(AVm.NAS))).isEmpty();
        assertThat(Unplugged.in(AVm.ofOurs().halted().facts(), where())).isEmpty();
    }
}
