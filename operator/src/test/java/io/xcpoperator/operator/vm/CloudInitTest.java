package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.pools.SeedDrives;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a Secret to what the guest reads at its first boot, and to the day when nothing of it is left in the pool. */
class CloudInitTest {
    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: NAME-cloud-init, namespace: APPS, labels: {xcp-operator.io/use: "true"}}
            stringData:
              KEY: |
                #cloud-config
                password: hunter2
            """;
    private static final String BY_SECRET =
            "cloudInit: {userData: {secretKeyRef: {name: NAME-cloud-init, key: user-data}}, networkData: {inline: 'version: 2'}}";

    private static final MovedClock CLOCK = new MovedClock();
    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.startedWith(CLOCK);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static List<Map<String, Object>> drives() {
        return lab.pool().direct().all("VDI").stream()
                .map(ref -> lab.pool().direct().record("VDI", ref))
                .filter(vdi -> vdi.get("other_config").toString().contains(SeedDrives.ENTRY))
                .toList();
    }

    private static List<Map<String, Object>> drivesOf(String name) {
        return drives().stream()
                .filter(vdi -> vdi.get("other_config").toString().contains("/" + name + "/"))
                .toList();
    }

    private static VirtualMachine awaitMessage(String name, String part) {
        return lab.awaitVm(name, vm -> String.valueOf(vm.getStatus().message()).contains(part));
    }

    @Test
    void waitsForItsSecretBootsWithItAndKeepsNothingOfIt() {
        lab.applyVm("web", BY_SECRET.replace("NAME", "web"), "disks: [{name: root}, {name: data, size: 1Gi}]");
        awaitMessage("web", "cloudInit.userData: Secret " + lab.apps() + "/web-cloud-init does not exist; make one");
        lab.apply(SECRET.replace("NAME", "web").replace("KEY", "other"));
        awaitMessage("web", "has nothing under the key user-data; add it there");
        assertThat(lab.vmsNamed("web")).isEmpty();
        lab.apply(SECRET.replace("NAME", "web").replace("KEY", "user-data"));

        VirtualMachine vm = lab.awaitReady("web");
        String uuid = vm.getStatus().uuid();
        assertThat(lab.pool().guests().cloudInit(uuid))
                .containsEntry("user-data", "#cloud-config\npassword: hunter2\n")
                .containsEntry("network-config", "version: 2")
                .containsEntry("meta-data", "instance-id: %s\nlocal-hostname: web\n".formatted(uuid));
        assertThat(vm.getStatus().disks()).extracting(disk -> disk.name()).containsExactly("root", "data");
        assertThat(vm.getStatus().detachedDisks()).isNull();
        assertThat(vm.getStatus().conditions())
                .noneMatch(condition -> condition.getType().equals(VmConditions.UNLISTED_DISKS));
        assertThat(vm.toString()).doesNotContain("hunter2");

        // a snapshot is one of the VM's data
        lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachineSnapshot
                metadata: {name: early, namespace: APPS}
                spec: {virtualMachineRef: {name: web}}
                """);
        await("the snapshot is taken")
                .atMost(VmLab.PATIENCE)
                .until(() -> !lab.pool().direct().named("VM", "early").isEmpty());
        String snapshot = lab.pool().direct().named("VM", "early").getFirst();
        assertThat((List<?>) lab.record(snapshot).get("VBDs"))
                .extracting(
                        vbd -> lab.pool().direct().record("VBD", vbd.toString()).get("userdevice"))
                .containsExactlyInAnyOrder("0", "1");

        // the agent is seen; six minutes later something wakes the VM, and its drive goes while it runs
        lab.pool().guests().toolsAppear(uuid);
        lab.awaitVm(
                "web",
                v -> v.getStatus().conditions().stream()
                        .anyMatch(c -> c.getType().equals(VmConditions.GUEST_AGENT_CONNECTED)
                                && c.getStatus().equals("True")));
        assertThat(drivesOf("web")).hasSize(1);
        CLOCK.move(Duration.ofMinutes(6));
        lab.applyVm(
                "web",
                BY_SECRET.replace("NAME", "web"),
                "disks: [{name: root}, {name: data, size: 1Gi}]",
                "description: six minutes later");
        await("the drive is gone")
                .atMost(VmLab.PATIENCE)
                .until(() -> drivesOf("web").isEmpty());
        lab.awaitReady("web");

        // what it says later is shown, and changes nothing
        lab.apply(SECRET.replace("NAME", "web").replace("KEY", "user-data").replace("hunter2", "hunter3"));
        vm = lab.awaitVm("web", v -> v.getStatus().pendingChanges() != null);
        assertThat(vm.getStatus().pendingChanges().changes())
                .singleElement()
                .satisfies(change -> assertThat(change.because()).isEqualTo("FirstBootOver"));
        assertThat(VmLab.isReady(vm)).isTrue();
        assertThat(drivesOf("web")).isEmpty();
    }

    @Test
    void showsItsCallsAndNothingOfItsTextsInPlan() {
        lab.applyVm(
                "planned",
                "managementPolicy: Plan",
                "disks: [{name: root}]",
                "cloudInit: {userData: {inline: 'password: hunter2'}}");
        VirtualMachine vm = lab.awaitVm("planned", v -> v.getStatus().plan() != null);
        assertThat(vm.getStatus().plan().calls())
                .filteredOn(call -> String.valueOf(call.on()).endsWith("cloud-init drive"))
                .extracting(PlannedCall::call)
                .containsExactly(
                        "VDI.create",
                        "VDI.add_to_other_config",
                        "task.create",
                        "task.add_to_other_config",
                        "PUT /import_raw_vdi",
                        "VDI.remove_from_other_config",
                        "VDI.add_to_other_config",
                        "VBD.create");
        assertThat(vm.getStatus().toString()).doesNotContain("hunter2");
        assertThat(drivesOf("planned")).isEmpty();
    }

    @Test
    void putsBackADriveThatWasTakenOutBeforeTheFirstBootAndTakesItAlongWithARetainedVm() {
        lab.applyVm(
                "kept",
                "powerState: Halted",
                "deletionPolicy: Retain",
                "disks: [{name: root}]",
                "cloudInit: {userData: {inline: 'hello'}, drive: Keep}");
        String uuid = lab.awaitReady("kept").getStatus().uuid();
        String vbd =
                ((List<?>) drivesOf("kept").getFirst().get("VBDs")).getFirst().toString();
        lab.pool().direct().call("VBD.destroy", vbd);
        await("it is back")
                .atMost(VmLab.PATIENCE)
                .until(() -> !((List<?>) drivesOf("kept").getFirst().get("VBDs")).isEmpty());
        lab.applyVm(
                "kept",
                "powerState: Running",
                "deletionPolicy: Retain",
                "disks: [{name: root}]",
                "cloudInit: {userData: {inline: 'hello'}, drive: Keep}");
        lab.awaitVm(
                "kept",
                vm -> VmLab.isReady(vm)
                        && String.valueOf(vm.getStatus().powerState()).equals("Running"));
        assertThat(lab.pool().guests().cloudInit(uuid)).containsEntry("user-data", "hello");
        lab.pool().guests().toolsAppear(uuid);
        lab.delete("kept");
        lab.awaitGone("kept");
        assertThat(drivesOf("kept")).isEmpty();
        assertThat(lab.vmsNamed("kept")).hasSize(1);
    }
}
