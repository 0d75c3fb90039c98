package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.status.Conditions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** VMs that carry our marks, and are not what the marks say. */
class VmAdoptionTest {
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
    void takesNoDiskOffACloneOfOurVmThatAPersonMade() {
        lab.applyVm("first", "powerState: Halted", "disks: [{name: root}, {name: data, size: 1Gi}]", LAN);
        lab.awaitReady("first");
        String clone =
                lab.pool().direct().text("VM.clone", lab.vmsNamed("first").getFirst(), "second");
        List<?> vbds = (List<?>) lab.record(clone).get("VBDs");
        assertThat(vbds)
                .hasSize(2)
                .allSatisfy(vbd ->
                        assertThat(mark("VBD", vbd, Keys.DISK)).as("inherited").isNotEmpty());
        lab.applyVmFrom("second", "existing: {uuid: " + uuid(clone) + "}", "disks: [{name: system}]", LAN);
        VirtualMachine second = lab.awaitReady("second");
        assertThat(lab.record(clone).get("VBDs")).isEqualTo(vbds);
        assertThat(second.getStatus().disks()).singleElement().satisfies(disk -> {
            assertThat(disk.name()).isEqualTo("system");
            assertThat(disk.device()).isZero();
        });
        assertThat(Conditions.find(second.getStatus().conditions(), VmConditions.UNLISTED_DISKS))
                .as("the data disk of the clone is no entry")
                .isPresent();
        lab.pool().calls().reset();
        lab.annotate("second", "note", "look again");
        lab.applyVmFrom(
                "second",
                "existing: {uuid: " + uuid(clone) + "}",
                "description: later",
                "disks: [{name: system}]",
                LAN);
        await().atMost(VmLab.PATIENCE)
                .until(() -> lab.record(clone).get("name_description").equals("later"));
        lab.awaitReady("second");
        assertThat(lab.writesTo("VBD")).as("marks are not written again").isEmpty();
        assertThat(lab.writesTo("VIF")).isEmpty();
    }

    @Test
    void knowsADiskAgainThatAPersonAttachedAnew() {
        lab.applyVm("moved", "powerState: Halted", "disks: [{name: root}, {name: data, size: 1Gi}]");
        String data = lab.awaitReady("moved").getStatus().disks().get(1).uuid();
        String ref = lab.vmsNamed("moved").getFirst();
        String vdi = lab.pool().direct().text("VDI.get_by_uuid", data);
        lab.pause("moved");
        for (Object vbd : (List<?>) lab.pool().direct().record("VDI", vdi).get("VBDs")) {
            lab.pool().direct().call("VBD.destroy", vbd);
        }
        lab.pool().direct().call("VBD.create", vbd(ref, vdi));
        lab.removeAnnotation("moved", "paused");
        VirtualMachine moved = lab.awaitVm(
                "moved",
                vm -> VmLab.isReady(vm)
                        && vm.getStatus().disks().size() == 2
                        && vm.getStatus().disks().get(1).device() == 7);
        assertThat(moved.getStatus().disks().get(1).uuid()).isEqualTo(data);
        assertThat((List<?>) lab.record(ref).get("VBDs")).hasSize(2);
    }

    @Test
    void takesItsMarksOffAllPartsOfAVmThatItLetsGo() {
        String[] spec = {
            "powerState: Halted",
            "deletionPolicy: Retain",
            "disks: [{name: root}]",
            "tags: [prod]",
            LAN,
            "description: a"
        };
        lab.applyVm("let-go", spec);
        String uuid = lab.awaitReady("let-go").getStatus().uuid();
        String ref = lab.vmsNamed("let-go").getFirst();
        // as a restart that was cut leaves it
        lab.pool().direct().call("VM.add_to_other_config", ref, Keys.RESTART, uuid + "/base;1;1073741824;1;1;1;2;2");
        spec[5] = "description: written after it, so that it is seen";
        lab.applyVm("let-go", spec);
        lab.awaitReady("let-go");
        lab.delete("let-go");
        lab.awaitGone("let-go");
        assertThat(lab.record(ref)).containsEntry("power_state", "Halted");
        assertThat(lab.record(ref).get("tags").toString()).contains("prod");
        assertThat(lab.otherConfig(ref).keySet())
                .as("whoever adopts it next believes none of it")
                .noneMatch(key -> key.startsWith("xcp-operator.io/"));
        assertThat((List<?>) lab.record(ref).get("VBDs"))
                .isNotEmpty()
                .allSatisfy(vbd -> assertThat(mark("VBD", vbd, Keys.DISK)).isEmpty());
        assertThat((List<?>) lab.record(ref).get("VIFs"))
                .isNotEmpty()
                .allSatisfy(vif -> assertThat(mark("VIF", vif, Keys.NIC)).isEmpty());
    }

    static Map<String, Object> vbd(String vm, String vdi) {
        return Map.ofEntries(
                Map.entry("VM", vm),
                Map.entry("VDI", vdi),
                Map.entry("userdevice", "7"),
                Map.entry("bootable", false),
                Map.entry("mode", "RW"),
                Map.entry("type", "Disk"),
                Map.entry("unpluggable", true),
                Map.entry("empty", false),
                Map.entry("other_config", Map.of()),
                Map.entry("qos_algorithm_type", ""),
                Map.entry("qos_algorithm_params", Map.of()));
    }

    private static String uuid(String vm) {
        return lab.record(vm).get("uuid").toString();
    }

    @SuppressWarnings("unchecked") // keys and values are texts
    private static String mark(String type, Object ref, String key) {
        Object config = lab.pool().direct().record(type, ref.toString()).get("other_config");
        return ((Map<String, String>) config).getOrDefault(key, "");
    }
}
