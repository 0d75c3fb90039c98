package io.xcpoperator.simulator.vm.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.simulator.Direct;
import io.xcpoperator.simulator.Simulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private final Simulator simulator = Simulator.builder().seed(9).start();
    private final Direct direct = simulator.direct();

    @AfterEach
    void close() {
        simulator.close();
    }

    private String golden() {
        return direct.named("VM", "debian-12-golden").getFirst();
    }

    /** A VM made of the template with a disk, as clients make one. */
    private String aVm(String name) {
        String vm = direct.text("VM.clone", golden(), name);
        direct.call("VM.provision", vm);
        return vm;
    }

    private Object field(String className, String ref, String name) {
        return direct.record(className, ref).get(name);
    }

    @SuppressWarnings("unchecked") // sets of references are lists of texts
    private List<String> refs(String className, String ref, String name) {
        return (List<String>) field(className, ref, name);
    }

    private String diskOf(String vm) {
        return refs("VM", vm, "VBDs").stream()
                .filter(vbd -> field("VBD", vbd, "type").equals("Disk"))
                .map(vbd -> String.valueOf(field("VBD", vbd, "VDI")))
                .findFirst()
                .orElseThrow();
    }

    private String macOf(String vm) {
        return String.valueOf(field("VIF", refs("VM", vm, "VIFs").getFirst(), "MAC"));
    }

    @SuppressWarnings("unchecked") // other_config is a map of texts
    private Map<String, String> otherConfig(String vm) {
        return (Map<String, String>) field("VM", vm, "other_config");
    }

    @Test
    void aCloneHasADiskAMacAndASeedOfItsOwnAndInheritsTheRest() {
        String vm = aVm("a");
        direct.call("VM.add_tags", vm, "t");
        String clone = direct.text("VM.clone", vm, "b");
        assertThat(diskOf(clone)).isNotEqualTo(diskOf(vm));
        assertThat(macOf(clone)).isNotEqualTo(macOf(vm));
        assertThat(otherConfig(clone)).containsEntry("base_template_name", "debian-12-golden");
        assertThat(otherConfig(clone).get("mac_seed"))
                .isNotEqualTo(otherConfig(vm).get("mac_seed"));
        assertThat(refs("VM", clone, "tags")).containsExactly("t");
    }

    @Test
    void aCloneOfATemplateIsATemplateUntilItIsProvisioned() {
        String vm = direct.text("VM.clone", golden(), "a");
        assertThat(direct.record("VM", vm)).containsEntry("is_a_template", true);
        assertThatThrownBy(() -> direct.call("VM.start", vm, false, false)).hasMessageStartingWith("VM_IS_TEMPLATE");
        direct.call("VM.provision", vm);
        assertThat(direct.record("VM", vm)).containsEntry("is_a_template", false);
        assertThatThrownBy(() -> direct.call("VM.provision", vm)).hasMessage("PROVISION_ONLY_ALLOWED_ON_TEMPLATE");
    }

    @Test
    void provisionMakesTheDisksTheTemplateAsksFor() {
        String vm =
                direct.text("VM.clone", direct.named("VM", "Debian Bookworm 12").getFirst(), "a");
        String sr = String.valueOf(field("SR", direct.named("SR", "nas-vms").getFirst(), "uuid"));
        String wanted = otherConfig(vm).get("disks");
        direct.call("VM.remove_from_other_config", vm, "disks");
        direct.call("VM.add_to_other_config", vm, "disks", wanted.replace("sr=\"\"", "sr=\"" + sr + "\""));
        direct.call("VM.provision", vm);
        assertThat(direct.record("VDI", diskOf(vm))).containsEntry("virtual_size", 10737418240L);
    }

    @Test
    void provisionWithoutAPlaceForTheDisksFailsAndTheVmIsATemplateNoMore() {
        String vm =
                direct.text("VM.clone", direct.named("VM", "Debian Bookworm 12").getFirst(), "a");
        assertThatThrownBy(() -> direct.call("VM.provision", vm)).hasMessage("UUID_INVALID, sr, ");
        assertThat(direct.record("VM", vm)).containsEntry("is_a_template", false);
        assertThat(refs("VM", vm, "VBDs")).isEmpty();
    }

    @Test
    void aRunningVmIsSnapshotButNotCloned() {
        String vm = aVm("a");
        direct.call("VM.start", vm, false, false);
        assertThatThrownBy(() -> direct.call("VM.clone", vm, "b"))
                .hasMessage("VM_BAD_POWER_STATE, " + vm + ", halted, running");
        String snapshot = direct.text("VM.snapshot", vm, "s");
        assertThat(direct.record("VM", snapshot))
                .containsEntry("is_a_snapshot", true)
                .containsEntry("snapshot_of", vm)
                .containsEntry("power_state", "Halted");
        assertThat(direct.record("VM", vm)).containsEntry("parent", snapshot);
        assertThat(direct.record("VDI", diskOf(snapshot))).containsEntry("snapshot_of", diskOf(vm));
    }

    @Test
    void revertBringsBackTheConfigurationWithNewDisksAndTheOldMac() {
        String vm = aVm("a");
        String mac = macOf(vm);
        String snapshot = direct.text("VM.snapshot", vm, "s");
        String disk = diskOf(vm);
        direct.call("VM.set_name_label", vm, "renamed");
        direct.call("VM.add_tags", vm, "later");
        direct.call("VM.start", vm, false, false);
        direct.call("VM.revert", snapshot);
        assertThat(direct.record("VM", vm)).containsEntry("name_label", "a").containsEntry("power_state", "Halted");
        assertThat(refs("VM", vm, "tags")).containsExactly("later");
        assertThat(macOf(vm)).isEqualTo(mac);
        assertThat(diskOf(vm)).isNotEqualTo(disk);
        assertThat(direct.all("VDI")).doesNotContain(disk);
        assertThat(direct.record("VDI", diskOf(snapshot))).containsEntry("snapshot_of", diskOf(vm));
    }

    @Test
    void aCheckpointGoesBackToASleepingGuestThatCanBeWoken() {
        String vm = aVm("a");
        direct.call("VM.start", vm, false, false);
        String checkpoint = direct.text("VM.checkpoint", vm, "c");
        assertThat(direct.record("VM", vm)).containsEntry("power_state", "Running");
        direct.call("VM.revert", checkpoint);
        assertThat(direct.record("VM", vm)).containsEntry("power_state", "Suspended");
        direct.call("VM.resume", vm, false, false);
        assertThat(direct.record("VM", vm)).containsEntry("power_state", "Running");
    }

    @Test
    void revertMakesADestroyedVmAgainWithItsOldUuid() {
        String vm = aVm("a");
        Object uuid = field("VM", vm, "uuid");
        String snapshot = direct.text("VM.snapshot", vm, "s");
        direct.call("VM.destroy", vm);
        direct.call("VM.revert", snapshot);
        String again = direct.named("VM", "a").getFirst();
        assertThat(direct.record("VM", again)).containsEntry("uuid", uuid);
        assertThat(direct.record("VM", snapshot)).containsEntry("snapshot_of", again);
    }

    @Test
    void aCopyThatFindsNoRoomLeavesNothingBehind() {
        String vm = aVm("a");
        simulator.faults().hosts().fill("Local storage", 0);
        int disks = direct.all("VDI").size();
        String full = direct.named("SR", "Local storage").getFirst();
        assertThatThrownBy(() -> direct.call("VM.copy", vm, "b", full)).hasMessageStartingWith("SR_FULL");
        assertThat(direct.all("VDI")).hasSize(disks);
        assertThat(direct.named("VM", "b")).isEmpty();
    }
}
