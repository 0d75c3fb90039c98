package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.PendingChange;
import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The machine around a guest, from kubectl to the pool and back. */
class VmShapeTest {
    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static Map<String, Object> record(String name) {
        return lab.record(lab.vmsNamed(name).getFirst());
    }

    private static Map<?, ?> map(String name, String field) {
        return (Map<?, ?>) record(name).get(field);
    }

    private static Map<String, Object> part(String name, String type, String of) {
        return ((List<?>) record(name).get(of))
                .stream()
                        .map(ref -> lab.pool().direct().record(type, ref.toString()))
                        .filter(part -> !type.equals("VBD") || part.get("type").equals("CD"))
                        .findFirst()
                        .orElseThrow();
    }

    private static List<String> waiting(VirtualMachine vm) {
        return Optional.ofNullable(vm.getStatus().pendingChanges()).stream()
                .flatMap(pending -> pending.changes().stream())
                .map(PendingChange::field)
                .toList();
    }

    @Test
    void theExampleIsMadeAsItSays() throws IOException {
        String yaml = Files.readString(Path.of("../examples/shape/virtual-machine.yaml"))
                .replace("namespace: infra", "namespace: APPS")
                .replace("{name: home}", "{name: home, namespace: INFRA}")
                .replace("networkRef: {name: lan}", "networkRef: {name: lan, namespace: INFRA}");
        lab.apply(yaml);
        lab.awaitReady("desk");
        assertThat(map("desk", "HVM_boot_params").get("order")).isEqualTo("cd");
        assertThat(map("desk", "HVM_boot_params").get("firmware")).isEqualTo("uefi");
        assertThat(map("desk", "platform").get("secureboot")).isEqualTo("true");
        assertThat(map("desk", "platform").get("videoram")).isEqualTo("16");
        assertThat((List<?>) record("desk").get("VTPMs")).hasSize(1);
        Map<String, Object> cd = part("desk", "VBD", "VBDs");
        assertThat(cd).containsEntry("userdevice", "3").containsEntry("mode", "RO");
        assertThat(lab.pool().direct().record("VDI", cd.get("VDI").toString()))
                .containsEntry("name_label", "guest-tools.iso");
        Map<String, Object> nic = part("desk", "VIF", "VIFs");
        assertThat(nic)
                .containsEntry("locking_mode", "locked")
                .containsEntry("qos_algorithm_type", "ratelimit")
                .containsEntry("qos_algorithm_params", Map.of("kbps", "10000"));
        assertThat(nic.get("ipv4_allowed").toString()).contains("192.168.1.40");
        assertThat(nic.get("ipv6_allowed").toString()).contains("2001:db8::40");
        lab.pool().calls().reset();
        lab.annotate("desk", "note", "look again");
        lab.apply(yaml.replace("spec:\n", "spec:\n  description: settled\n"));
        await().atMost(VmLab.PATIENCE)
                .until(() -> record("desk").get("name_description").equals("settled"));
        lab.awaitReady("desk");
        assertThat(lab.writes()).as("nothing but what was asked for").containsOnlyKeys("VM.set_name_description");
    }

    @Test
    void adoptsAMachineAsItIsWithOneWrite() {
        String foreign = lab.foreignVm("inherited");
        lab.pool().direct().call("VTPM.create", foreign, false);
        lab.pool().direct().call("VM.add_to_other_config", foreign, "pci", "0/0000:03:00.0");
        String uuid = lab.record(foreign).get("uuid").toString();
        lab.pool().calls().reset();
        lab.applyVmFrom(
                "inherited",
                "existing: {uuid: " + uuid + "}",
                "firmware: {mode: UEFI, vtpm: true}",
                "advanced:"
                        + " {videoRam: 8Mi, pciDevices: ['0000:03:00.0'], vendorDevice: false, nestedVirtualization: false}",
                "boot: {order: [Disk, CdRom, Network]}");
        lab.awaitReady("inherited");
        assertThat(lab.writes()).as("the mark").isEqualTo(Map.of("VM.add_to_other_config", 1L));
    }

    @Test
    void aPlanListsWhatIsThenDone() {
        String[] more = {
            "powerState: Halted", "firmware: {vtpm: true}", "boot: {order: [Network]}", "cdrom: {guestTools: {}}"
        };
        lab.applyVm("planned", with(more, "managementPolicy: Plan"));
        VirtualMachine planned = lab.awaitVm(
                "planned",
                vm -> vm.getStatus().plan() != null && vm.getStatus().plan().calls() != null);
        List<String> calls = planned.getStatus().plan().calls().stream()
                .map(PlannedCall::call)
                .filter(call -> call.matches("(VTPM|VBD)\\..*|VM\\..*HVM_boot_params"))
                .toList();
        assertThat(calls)
                .containsExactlyInAnyOrder(
                        "VM.remove_from_HVM_boot_params",
                        "VM.add_to_HVM_boot_params",
                        "VBD.create",
                        "VBD.insert",
                        "VTPM.create");
        assertThat(lab.vmsNamed("planned")).isEmpty();
        lab.applyVm("planned", with(more, "managementPolicy: Manage"));
        lab.awaitReady("planned");
        assertThat((List<?>) record("planned").get("VTPMs")).hasSize(1);
        assertThat(part("planned", "VBD", "VBDs")).containsEntry("empty", false);
    }

    private static String[] with(String[] lines, String more) {
        String[] all = java.util.Arrays.copyOf(lines, lines.length + 1);
        all[lines.length] = more;
        return all;
    }

    @Test
    void aRestartWaitsForItsWindowAndIsMadeOnceItIsOpen() {
        String closed =
                "restartPolicy: {when: InWindow, window: {schedule: '0 3 29 2 *', duration: 1h, timeZone: UTC}}";
        lab.applyVm("window", "advanced: {videoRam: 4Mi}", closed);
        lab.awaitReady("window");
        lab.applyVm("window", "advanced: {videoRam: 16Mi}", closed);
        VirtualMachine waiting =
                lab.awaitVm("window", vm -> VmLab.isReady(vm) && waiting(vm).contains("advanced.videoRam"));
        assertThat(waiting.getStatus().message())
                .startsWith(
                        "restart needed for advanced.videoRam 4Mi → 16Mi: it is made when the window of restartPolicy opens, ")
                .endsWith("-02-29 03:00Z");
        assertThat(waiting.getStatus().pendingChanges().changes().getFirst().because())
                .isEqualTo("WindowClosed");
        assertThat(map("window", "platform").get("videoram")).isEqualTo("4");
        lab.applyVm(
                "window",
                "advanced: {videoRam: 16Mi}",
                "restartPolicy: {when: InWindow, window: {schedule: '* * * * *', duration: 1h, timeZone: UTC}}");
        lab.awaitVm(
                "window",
                vm -> VmLab.isReady(vm)
                        && vm.getStatus().pendingChanges() == null
                        && vm.getStatus().powerState() == PowerState.Running);
        assertThat(map("window", "platform").get("videoram")).isEqualTo("16");
        lab.applyVm(
                "window",
                "advanced: {videoRam: 16Mi}",
                "restartPolicy: {when: InWindow, window: {schedule: '61 * * * *', duration: 1h, timeZone: UTC}}");
        VirtualMachine odd = lab.awaitVm("window", vm -> VmLab.reason(vm).equals("InvalidSpec"));
        assertThat(odd.getStatus().message())
                .startsWith("restartPolicy.window.schedule \"61 * * * *\" is no cron expression");
    }

    @Test
    void aTpmIsDestroyedOnlyWhenAPersonSaysSo() {
        lab.applyVm("keys", "powerState: Halted", "firmware: {vtpm: true}");
        lab.awaitReady("keys");
        lab.applyVm("keys", "powerState: Halted", "firmware: {vtpm: false}");
        VirtualMachine asking =
                lab.awaitVm("keys", vm -> VmLab.isReady(vm) && waiting(vm).contains("firmware.vtpm"));
        String uuid = asking.getStatus().uuid();
        assertThat(asking.getStatus().message()).contains("xcp-operator.io/approve-delete-vtpm=" + uuid);
        assertThat((List<?>) record("keys").get("VTPMs")).hasSize(1);
        lab.annotate("keys", "approve-delete-vtpm", uuid);
        lab.awaitVm("keys", vm -> VmLab.isReady(vm) && waiting(vm).isEmpty());
        assertThat((List<?>) record("keys").get("VTPMs")).isEmpty();
        // the same annotation, still there, is used up
        lab.applyVm("keys", "powerState: Halted", "firmware: {vtpm: true}");
        await().atMost(VmLab.PATIENCE).until(() -> ((List<?>) record("keys").get("VTPMs")).size() == 1);
        lab.awaitReady("keys");
        lab.applyVm("keys", "powerState: Halted", "firmware: {vtpm: false}");
        VirtualMachine again =
                lab.awaitVm("keys", vm -> VmLab.isReady(vm) && waiting(vm).contains("firmware.vtpm"));
        assertThat(again.getStatus().message()).contains("approve-delete-vtpm=" + uuid + ".2");
        assertThat((List<?>) record("keys").get("VTPMs")).hasSize(1);
    }

    @Test
    void aRateIsSetByReplugWithoutARestart() {
        lab.applyVm("slow", nic(""), "restartPolicy: {when: Immediately}");
        lab.awaitReady("slow");
        lab.pool().calls().reset();
        lab.applyVm("slow", nic(", rateLimitKBps: 500"), "restartPolicy: {when: Immediately}");
        await().atMost(VmLab.PATIENCE)
                .until(() ->
                        part("slow", "VIF", "VIFs").get("qos_algorithm_type").equals("ratelimit"));
        lab.awaitReady("slow");
        assertThat(part("slow", "VIF", "VIFs")).containsEntry("currently_attached", true);
        assertThat(lab.writes().keySet())
                .contains("VIF.unplug", "VIF.plug")
                .doesNotContain("VM.clean_shutdown", "VM.start");
    }

    private static String nic(String more) {
        return "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}" + more + "}]";
    }

    @Test
    void anIsoInADriveThatTheSpecDoesNotManageStays() {
        lab.applyVm("hand", "cdrom: {}");
        lab.awaitReady("hand");
        String drive = lab.pool()
                .direct()
                .text("VBD.get_by_uuid", part("hand", "VBD", "VBDs").get("uuid"));
        String iso = lab.pool()
                .direct()
                .named("VDI", "alpine-virt-3.19.1-x86_64.iso")
                .getFirst();
        lab.applyVm("hand", "description: the drive is not managed");
        lab.awaitReady("hand");
        lab.pool().direct().call("VBD.insert", drive, iso);
        lab.applyVm("hand", "description: looked at again");
        await().atMost(VmLab.PATIENCE)
                .until(() -> record("hand").get("name_description").equals("looked at again"));
        lab.awaitReady("hand");
        assertThat(part("hand", "VBD", "VBDs")).containsEntry("VDI", iso);
        lab.applyVm("hand", "cdrom: {}");
        await().atMost(VmLab.PATIENCE)
                .until(() -> part("hand", "VBD", "VBDs").get("empty").equals(true));
    }
}
