package io.xcpoperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.network.NetworkOnHost;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatusBuilder;
import io.xcpoperator.api.v1alpha1.vm.AgentState;
import io.xcpoperator.api.v1alpha1.vm.GuestStatus;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatusBuilder;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A status from a hostile pool still fits its schema. */
class FittingTest {

    @Test
    void whatFitsIsLeftAsItIs() {
        VirtualMachineStatus status =
                VirtualMachineStatusBuilder.builder().host("xcp1").message("").build();
        assertThat(Fitting.fit(status)).isSameAs(status);
    }

    @Test
    void aLongNameEndsInAnEllipsis() {
        VirtualMachineStatus status =
                VirtualMachineStatusBuilder.builder().host("x".repeat(300)).build();
        assertThat(Fitting.fit(status).host()).hasSize(253).endsWith("x…");
    }

    @Test
    void noCharacterIsCutInTwo() {
        VirtualMachineStatus status = VirtualMachineStatusBuilder.builder()
                .host("x".repeat(251) + "😀😀")
                .build();
        assertThat(Fitting.fit(status).host()).hasSize(252).endsWith("x…");
    }

    @Test
    void aListLosesItsTailAlsoInside() {
        var guest = new GuestStatus(null, null, null, Collections.nCopies(100, "192.0.2.1"));
        VirtualMachineStatus status =
                VirtualMachineStatusBuilder.builder().guest(guest).build();
        assertThat(Fitting.fit(status).guest())
                .satisfies(g -> assertThat(g.addresses()).hasSize(32));
    }

    @Test
    void twoHostsOfOneNameAreOneEntry() {
        XcpNetworkStatus status = XcpNetworkStatusBuilder.builder()
                .hosts(List.of(new NetworkOnHost("xcp1", "eth0", true), new NetworkOnHost("xcp1", "eth1", true)))
                .build();
        assertThat(Fitting.fit(status).hosts())
                .singleElement()
                .satisfies(host -> assertThat(host.device()).isEqualTo("eth0"));
    }

    @Test
    void whatIsUnknownIsNotSaid() {
        VirtualMachineStatus status = VirtualMachineStatusBuilder.builder()
                .powerState(PowerState.Unknown)
                .guest(new GuestStatus(AgentState.Unknown, "Debian", null, null))
                .build();
        assertThat(Fitting.fit(status).powerState()).isNull();
        assertThat(Fitting.fit(status).guest()).isEqualTo(new GuestStatus(null, "Debian", null, null));
    }
}
