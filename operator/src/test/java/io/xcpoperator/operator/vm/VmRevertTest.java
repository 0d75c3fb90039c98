package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.DiskStatus;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * VM.revert in another tool: the VM comes back with the configuration of its snapshot and with disks and interfaces under
 * new uuids. What the spec lists is found again; no disk is destroyed by us, and none is made in the place of one.
 */
class VmRevertTest {
    private static final String LAN = "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}}]";
    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void adoptsAVmAgainThatWasRevertedToBeforeItsAdoption() {
        String ref = lab.foreignVm("legacy");
        String snapshot = text("VM.snapshot", ref, "before adoption");
        String source = "existing: {uuid: " + lab.record(ref).get("uuid") + "}";
        String disks = "disks: [{name: root}, {name: data, size: 1Gi}]";
        lab.applyVmFrom("legacy", source, "powerState: Running", disks, LAN);
        VirtualMachine before = lab.awaitReady("legacy");
        lab.pool().calls().reset();
        call("VM.revert", snapshot);
        assertThat(lab.otherConfig(ref)).doesNotContainKey(OwnerMark.KEY);
        String data = before.getStatus().disks().get(1).uuid();
        awaitMessage(
                "legacy",
                "disk data (VDI " + data + ") is gone from pool home; restore it, or annotate xcp-operator.io/recreate="
                        + data);
        VirtualMachine after = lab.awaitVm("legacy", vm -> vm.getStatus().networkInterfaces() != null);
        assertThat(after.getStatus().disks().getFirst())
                .as("the root disk is known by its place, under its new uuid")
                .satisfies(root -> assertThat(root.name()).isEqualTo("root"))
                .returns(0, DiskStatus::device)
                .extracting(DiskStatus::uuid)
                .isEqualTo(onlyDisk(ref))
                .isNotEqualTo(before.getStatus().disks().getFirst().uuid());
        assertThat(after.getStatus().networkInterfaces())
                .singleElement()
                .returns(before.getStatus().networkInterfaces().getFirst().macAddress(), nic -> nic.macAddress());
        assertThat((List<?>) lab.record(ref).get("VIFs")).hasSize(1);
        assertThat(lab.writes())
                .as("adopted anew: marks only")
                .containsOnlyKeys(
                        "VM.add_to_other_config", "VBD.add_to_other_config", "VIF.add_to_other_config", "VM.start");
        lab.annotate("legacy", "recreate", data);
        assertThat(lab.awaitReady("legacy").getStatus().disks()).hasSize(2);
    }

    @Test
    void findsTheDisksOfAVmThatAPersonTakesOverAfterARevertTookAllMarksAway() {
        lab.applyVm("unmarked", "disks: [{name: root}, {name: data, size: 1Gi}]", LAN);
        VirtualMachine before = lab.awaitReady("unmarked");
        String uuid = before.getStatus().uuid();
        String ref = lab.vmsNamed("unmarked").getFirst();
        String snapshot = snapshotWithoutMarks("unmarked", ref);
        lab.pool().calls().reset();
        call("VM.revert", snapshot);
        VirtualMachine lost = awaitMessage("unmarked", "VM " + uuid + " lost its owner mark");
        assertThat(lost.getStatus().message())
                .endsWith("annotate xcp-operator.io/take-over=" + uuid + " to go on with it");
        assertThat(lab.writes()).as("not touched").isEmpty();
        List<?> vbds = (List<?>) lab.record(ref).get("VBDs");
        List<?> vifs = (List<?>) lab.record(ref).get("VIFs");
        lab.annotate("unmarked", "take-over", uuid);
        VirtualMachine after = lab.awaitReady("unmarked");
        assertThat(after.getStatus().powerState()).isEqualTo(PowerState.Running);
        assertThat(after.getStatus().disks())
                .extracting(DiskStatus::name, DiskStatus::device)
                .containsExactly(before.getStatus().disks().stream()
                        .map(d -> org.assertj.core.api.Assertions.tuple(d.name(), d.device()))
                        .toArray(org.assertj.core.groups.Tuple[]::new));
        assertThat(lab.record(ref)).containsEntry("VBDs", vbds).containsEntry("VIFs", vifs);
        assertThat(lab.writes()).doesNotContainKeys("VDI.create", "VDI.destroy", "VIF.create", "VBD.create");
        assertThat(Conditions.find(after.getStatus().conditions(), VmConditions.UNLISTED_DISKS))
                .isEmpty();
    }

    @Test
    void keepsWhatARevertBringsBackAndMakesNoBlankDiskForWhatItTook() {
        lab.applyVm("changed", "disks: [{name: root}, {name: data, size: 1Gi}]");
        lab.awaitReady("changed");
        String ref = lab.vmsNamed("changed").getFirst();
        String snapshot = text("VM.snapshot", ref, "with data");
        lab.applyVm("changed", "disks: [{name: root}]");
        lab.awaitVm("changed", vm -> VmLab.isReady(vm) && vm.getStatus().detachedDisks() != null);
        lab.applyVm("changed", "disks: [{name: root}, {name: logs, size: 1Gi}]");
        VirtualMachine before = lab.awaitVm(
                "changed",
                vm -> VmLab.isReady(vm)
                        && vm.getStatus().detachedDisks() != null
                        && vm.getStatus().disks().size() == 2);
        String data = before.getStatus().detachedDisks().getFirst().uuid();
        String logs = before.getStatus().disks().get(1).uuid();
        lab.pool().calls().reset();
        call("VM.revert", snapshot);
        awaitMessage("changed", "disk logs (VDI " + logs + ") is gone from pool home");
        VirtualMachine after =
                lab.awaitVm("changed", vm -> vm.getStatus().detachedDisks().size() == 2);
        assertThat(after.getStatus().detachedDisks())
                .as("the one that was detached, and the one that the revert made of the snapshot's")
                .allSatisfy(disk -> assertThat(disk.name()).isEqualTo("data"))
                .extracting(disk -> disk.uuid())
                .contains(data);
        assertThat(lab.writes()).doesNotContainKeys("VDI.create", "VDI.destroy");
        assertThat((List<?>) lab.record(ref).get("VBDs")).as("root").hasSize(1);
        lab.annotate("changed", "recreate", logs);
        lab.awaitReady("changed");
        lab.applyVm("changed", "disks: [{name: root}, {name: logs, size: 1Gi}, {name: data, size: 1Gi}]");
        awaitMessage("changed", "2 unattached disks were made for disks[data]: ");
        lab.applyVm("changed", "disks: [{name: root}, {name: logs, size: 1Gi}]");
        lab.awaitReady("changed");
        lab.applyVm(
                "changed",
                "disks: [{name: root}, {name: logs, size: 1Gi}, {name: data, existing: {vdiUuid: " + data + "}}]");
        assertThat(lab.awaitReady("changed").getStatus().disks())
                .extracting(DiskStatus::uuid)
                .contains(data);
    }

    /** As it would be from before we had the VM. */
    private static String snapshotWithoutMarks(String name, String vm) {
        lab.pause(name);
        List<Runnable> putBack = new ArrayList<>();
        unmark("VM", vm, putBack);
        for (Object vbd : (List<?>) lab.record(vm).get("VBDs")) {
            unmark("VBD", vbd.toString(), putBack);
            unmark(
                    "VDI",
                    lab.pool().direct().record("VBD", vbd.toString()).get("VDI").toString(),
                    putBack);
        }
        ((List<?>) lab.record(vm).get("VIFs")).forEach(vif -> unmark("VIF", vif.toString(), putBack));
        String snapshot = text("VM.snapshot", vm, "before");
        putBack.forEach(Runnable::run);
        lab.removeAnnotation(name, "paused");
        lab.awaitVm(name, again -> VmLab.isReady(again) && !VmLab.reason(again).equals("Paused"));
        return snapshot;
    }

    @SuppressWarnings("unchecked") // keys and values are texts
    private static void unmark(String type, String ref, List<Runnable> putBack) {
        var config = (Map<String, String>) lab.pool().direct().record(type, ref).get("other_config");
        config.forEach((key, value) -> {
            if (key.startsWith("xcp-operator.io/")) {
                call(type + ".remove_from_other_config", ref, key);
                putBack.add(() -> call(type + ".add_to_other_config", ref, key, value));
            }
        });
    }

    private static VirtualMachine awaitMessage(String name, String part) {
        return lab.awaitVm(name, vm -> String.valueOf(vm.getStatus().message()).contains(part));
    }

    private static void call(String method, Object... parameters) {
        lab.pool().direct().call(method, parameters);
    }

    private static String text(String method, Object... parameters) {
        return lab.pool().direct().text(method, parameters);
    }

    private static String onlyDisk(String vm) {
        List<?> vbds = (List<?>) lab.record(vm).get("VBDs");
        assertThat(vbds).hasSize(1);
        Object vdi =
                lab.pool().direct().record("VBD", vbds.getFirst().toString()).get("VDI");
        return lab.pool().direct().record("VDI", vdi.toString()).get("uuid").toString();
    }
}
