package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** xapi.md §6.6; {@code allowed_operations} of a template have no create_vtpm (recording 03). */
class VtpmTest {
    private final PoolFixture pool = PoolFixture.of("two-hosts.yaml");

    @AfterEach
    void close() {
        pool.close();
    }

    private String template() {
        return pool.texts("VM.get_by_name_label", "debian-12-golden").getFirst();
    }

    private String vm() {
        String vm = pool.text("VM.clone", template(), "web");
        pool.call("VM.set_is_a_template", vm, false);
        return vm;
    }

    @Test
    void aHaltedVmHasOneAtMost() {
        String vm = vm();
        String vtpm = pool.text("VTPM.create", vm, false);
        assertThat(pool.texts("VM.get_VTPMs", vm)).containsExactly(vtpm);
        assertThatThrownBy(() -> pool.call("VTPM.create", vm, false))
                .hasMessageStartingWith("VTPM_MAX_AMOUNT_REACHED")
                .hasMessageContaining("1");
        pool.call("VTPM.destroy", vtpm);
        assertThat(pool.texts("VM.get_VTPMs", vm)).isEmpty();
    }

    @Test
    void neitherATemplateNorARunningVmGetsOrLosesOne() {
        assertThatThrownBy(() -> pool.call("VTPM.create", template(), false)).hasMessageStartingWith("VM_IS_TEMPLATE");
        String vm = vm();
        String vtpm = pool.text("VTPM.create", vm, false);
        pool.call("VM.start", vm, false, false);
        assertThatThrownBy(() -> pool.call("VTPM.destroy", vtpm)).hasMessageStartingWith("VM_BAD_POWER_STATE");
        String other = vm();
        pool.call("VM.start", other, false, false);
        assertThatThrownBy(() -> pool.call("VTPM.create", other, false)).hasMessageStartingWith("VM_BAD_POWER_STATE");
    }

    @Test
    void aCloneHasACopyAndADestroyedVmLeavesNone() {
        String vm = vm();
        pool.call("VTPM.create", vm, false);
        String clone = pool.text("VM.clone", vm, "second");
        assertThat(pool.texts("VM.get_VTPMs", clone))
                .hasSize(1)
                .doesNotContainAnyElementsOf(pool.texts("VM.get_VTPMs", vm));
        pool.call("VM.destroy", vm);
        assertThat(pool.texts("VTPM.get_all")).isEqualTo(pool.texts("VM.get_VTPMs", clone));
    }

    @Test
    void theSrOfTheToolsHoldsTheirIso() {
        String iso = pool.texts("VDI.get_by_name_label", "guest-tools.iso").getFirst();
        assertThat(pool.flag("VDI.get_is_tools_iso", iso)).isTrue();
        assertThat(pool.flag("SR.get_is_tools_sr", pool.text("VDI.get_SR", iso)))
                .isTrue();
    }
}
