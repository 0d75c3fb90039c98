package io.xcpoperator.simulator.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageRulesTest {
    private static final Set<String> NFS = Set.of(
            "SR_UPDATE",
            "VDI_CLONE",
            "VDI_CONFIG_CBT",
            "VDI_CREATE",
            "VDI_DELETE",
            "VDI_GENERATE_CONFIG",
            "VDI_MIRROR",
            "VDI_RESET_ON_BOOT",
            "VDI_RESIZE",
            "VDI_SNAPSHOT",
            "VDI_UPDATE");

    @ParameterizedTest(name = "{1} bytes on {0} become {2}")
    @CsvSource({
        "nfs, 1, 2097152",
        "nfs, 2097152, 2097152",
        "lvm, 8589934593, 8592031744",
        "iso, 1234567, 1234567",
    })
    void roundsSizesAsTheDriverDoes(String type, long wanted, long size) {
        assertThat(DiskFormat.ofHost(type).rounded(wanted)).isEqualTo(size);
    }

    @Test
    void takesTheSpaceOfAThickDiskAtOnceAndNoneOfAThinOne() {
        assertThat(DiskFormat.ofHost("lvm").taken(6 << 20)).isEqualTo(8 << 20);
        assertThat(DiskFormat.ofHost("nfs").taken(6 << 20)).isZero();
    }

    @ParameterizedTest(name = "a disk of {0} bytes fails with {1}")
    @CsvSource({"-1, SR_BACKEND_FAILURE_78", "2190433320961, SR_BACKEND_FAILURE_79"})
    void refusesImpossibleSizes(long size, String code) {
        assertThatThrownBy(() -> Creation.vdiSize("user", size, DiskFormat.ofHost("nfs")))
                .isInstanceOfSatisfying(
                        XapiFailure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void tellsHowMuchIsLeftWhenAnSrIsFull() {
        assertThatThrownBy(() -> Creation.checkSpace(11, 100, 90)).hasMessage("SR_FULL, 11, 10");
        Creation.checkSpace(10, 100, 90);
    }

    @ParameterizedTest(name = "slot {0} is named {1}")
    @CsvSource({"0, xvda", "3, xvdd", "25, xvdz", "26, xvdaa", "xvdb, xvdb", "hdc, xvdc"})
    void namesDevicesAsTheGuestSeesThem(String userdevice, String name) {
        assertThat(DiskDevice.name(userdevice)).isEqualTo(name);
    }

    @Test
    void choosesTheFirstFreeSlot() {
        assertThat(DiskDevice.choose("autodetect", List.of("0", "xvdb"))).isEqualTo("2");
        assertThat(DiskDevice.free(List.of("0")))
                .hasSize(254)
                .startsWith("1", "2")
                .endsWith("254");
        assertThatThrownBy(() -> DiskDevice.choose("0", List.of("0"))).hasMessage("DEVICE_ALREADY_EXISTS, 0");
        assertThatThrownBy(() -> DiskDevice.choose("abc", List.of())).hasMessage("INVALID_DEVICE, abc");
    }

    @Test
    void allowsWhatTheDriverCan() {
        assertThat(SrRules.allowed(new SrRules.Facts("sr", NFS, 1, 1, 0, false)))
                .containsExactly(
                        "vdi_enable_cbt",
                        "vdi_list_changed_blocks",
                        "unplug",
                        "plug",
                        "pbd_create",
                        "vdi_disable_cbt",
                        "update",
                        "pbd_destroy",
                        "vdi_resize",
                        "vdi_clone",
                        "vdi_data_destroy",
                        "scan",
                        "vdi_snapshot",
                        "vdi_mirror",
                        "vdi_create",
                        "vdi_destroy",
                        "vdi_set_on_boot");
        assertThat(SrRules.allowed(new SrRules.Facts("sr", Set.of(), 0, 0, 0, false)))
                .containsExactly("unplug", "plug", "pbd_create", "pbd_destroy", "forget", "vdi_clone", "scan");
    }

    @ParameterizedTest(name = "destroying an SR with {0} PBDs, {1} plugged, and {2} disks: {3}")
    @CsvSource({
        "1, 1, 0, 'SR_HAS_PBD, sr'",
        "0, 0, 0, 'SR_HAS_NO_PBDS, sr'",
        "1, 0, 1, SR_NOT_EMPTY",
    })
    void protectsAnSrInUse(int pbds, int plugged, int disks, String refusal) {
        var facts = new SrRules.Facts("sr", NFS, pbds, plugged, disks, false);
        assertThat(SrRules.refusal(SrOperation.DESTROY, facts))
                .map(XapiFailure::getMessage)
                .hasValue(refusal);
    }

    @Test
    void leavesADiskInUseItsSnapshotsAndClones() {
        var written = new VdiRules.Facts("vdi", "sr", NFS, 0, 1, Optional.empty());
        var read = new VdiRules.Facts("vdi", "sr", NFS, 1, 0, Optional.empty());
        var free = new VdiRules.Facts("vdi", "sr", NFS, 0, 0, Optional.empty());
        assertThat(VdiRules.allowed(written)).containsExactly("clone", "snapshot");
        assertThat(VdiRules.allowed(read)).containsExactly("copy", "clone", "snapshot");
        assertThat(VdiRules.allowed(free))
                .containsExactly(
                        "copy", "generate_config", "clone", "forget", "update", "resize", "snapshot", "destroy");
        assertThat(VdiRules.refusal(VdiOperation.DESTROY, written))
                .map(XapiFailure::getMessage)
                .hasValue("VDI_IN_USE, vdi, destroy");
    }

    @ParameterizedTest(name = "a {1} in a {0} VM, attached: {3}, empty: {2}, allows {4}")
    @CsvSource({
        "Halted,    Disk, false, false, attach",
        "Halted,    CD,   true,  false, attach insert",
        "Running,   Disk, false, false, attach unpause plug pause",
        "Running,   Disk, false, true,  attach unpause unplug unplug_force pause",
        "Running,   CD,   true,  false, attach unpause insert pause",
        "Paused,    Disk, false, true,  attach unpause pause",
        "Suspended, Disk, false, true,  attach",
        "Suspended, CD,   true,  true,  attach",
    })
    void allowsByTheStateOfTheVm(String power, String type, boolean empty, boolean attached, String allowed) {
        var facts = new VbdRules.Facts("vbd", "vm", power, true, true, type, empty, attached, true);
        assertThat(VbdRules.allowed(facts)).containsExactly(allowed.split(" "));
    }

    @Test
    void hotplugsOnlyWithDriversInTheGuest() {
        var facts = new VbdRules.Facts("vbd", "vm", "Running", true, false, "Disk", false, true, true);
        assertThat(VbdRules.allowed(facts)).containsExactly("attach", "unpause", "pause");
        assertThat(VbdRules.refusal(VbdOperation.UNPLUG, facts))
                .map(XapiFailure::getMessage)
                .hasValue("VM_MISSING_PV_DRIVERS, vm");
    }

    @Test
    void handsTheBlocksOfALostDiskToItsEldestChild() {
        var lineage = new Lineage();
        lineage.born("base", "elder");
        lineage.born("base", "younger");
        assertThat(lineage.gone("base")).hasValue("elder");
        assertThat(lineage.parent("younger")).hasValue("elder");
        assertThat(lineage.parent("elder")).isEmpty();
        assertThat(lineage.gone("younger")).isEmpty();
    }
}
