package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.operator.platform.status.Contest;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.simulator.Direct;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What somebody changes behind our back is seen by its event, and set right or, where that needs leave, told. */
class VmDriftTest {
    /** Fields that are no state of the pool's, name what they belong to, or cannot be changed there. */
    private static final Set<String> NOT_IN_THE_POOL = Set.of(
            "managementPolicy",
            "poolRef.name",
            "poolRef.namespace",
            "source",
            "whenMissing",
            "disks[].name",
            "disks[].device",
            "disks[].size", // only grows; what is larger than the spec stays
            "disks[].storageRepositoryRef.name",
            "disks[].storageRepositoryRef.namespace",
            "disks[].existing.vdiUuid",
            "cdrom.diskImageRef.name", // the medium by an image: image.VmOfImageTest
            "cdrom.diskImageRef.namespace",
            "networkInterfaces[].name",
            "networkInterfaces[].networkRef.namespace",
            "shutdown.mode",
            "shutdown.timeout",
            "restartPolicy.when",
            "restartPolicy.window.schedule",
            "restartPolicy.window.duration",
            "restartPolicy.window.timeZone",
            "placement.strict",
            "cloudInit.userData.inline", // given at the first boot, and never again
            "cloudInit.userData.secretKeyRef.name",
            "cloudInit.userData.secretKeyRef.key",
            "cloudInit.networkData.inline",
            "cloudInit.networkData.secretKeyRef.name",
            "cloudInit.networkData.secretKeyRef.key",
            "cloudInit.drive",
            "safetySnapshots.before", // resources of their own
            "safetySnapshots.keep",
            "guestAgent.required",
            "guestAgent.timeout",
            "deletionPolicy");

    private static VmLab lab;
    private static final List<Row> ROWS = new ArrayList<>();

    /** @param right whether it is set right, or told as pending */
    private record Row(String field, Runnable change, BooleanSupplier right) {}

    @BeforeAll
    static void start() {
        lab = VmLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static Direct pool() {
        return lab.pool().direct();
    }

    private static String ref(String vm) {
        return lab.vmsNamed(vm).getFirst();
    }

    private static Object field(String vm, String name) {
        return lab.record(ref(vm)).get(name);
    }

    private static Object entry(String vm, String map, String key) {
        return ((Map<?, ?>) field(vm, map)).get(key);
    }

    private static String part(String vm, String of, String type, String wanted) {
        return ((List<?>) field(vm, of))
                .stream()
                        .map(Object::toString)
                        .filter(ref -> wanted.isEmpty()
                                || pool().record(type, ref).get("type").equals(wanted))
                        .findFirst()
                        .orElseThrow();
    }

    private static String nic(String vm) {
        return part(vm, "VIFs", "VIF", "");
    }

    private static String drive(String vm) {
        return part(vm, "VBDs", "VBD", "CD");
    }

    private static Object nicField(String name) {
        return pool().record("VIF", nic("drift")).get(name);
    }

    private static boolean waits(String vm, String field) {
        return lab.vm(vm)
                .filter(one -> one.getStatus().pendingChanges() != null)
                .map(one -> one.getStatus().pendingChanges().changes().stream()
                        .anyMatch(change -> change.field().equals(field)))
                .orElse(false);
    }

    /** The row's change is a call on the VM. */
    private static void on(String vm, String field, BooleanSupplier right, String call, Object... parameters) {
        ROWS.add(new Row(
                field,
                () -> {
                    Object[] all = new Object[parameters.length + 1];
                    all[0] = ref(vm);
                    System.arraycopy(parameters, 0, all, 1, parameters.length);
                    pool().call(call, all);
                },
                right));
    }

    private static void row(String field, Runnable change, BooleanSupplier right) {
        ROWS.add(new Row(field, change, right));
    }

    private static String host(String hostname) {
        return lab.client().resources(XcpHost.class).inNamespace(lab.infra()).list().getItems().stream()
                .filter(h ->
                        h.getStatus() != null && hostname.equals(h.getStatus().hostname()))
                .findFirst()
                .map(h -> h.getMetadata().getName())
                .orElseThrow();
    }

    private static void running(String host) {
        String home = pool().named("host", "host1").getFirst();
        String away = pool().named("host", "host2").getFirst();
        String dmz = pool().named("network", "dmz").getFirst();
        on(
                "drift",
                "description",
                () -> field("drift", "name_description").equals("as it shall be"),
                "VM.set_name_description",
                "changed");
        row(
                "nameLabel",
                () -> pool().call("VM.set_name_label", ref("drift"), "renamed"),
                () -> lab.vmsNamed("drift").size() == 1);
        on("drift", "tags", () -> field("drift", "tags").toString().contains("ours"), "VM.remove_tags", "ours");
        on("drift", "cpu.count", () -> field("drift", "VCPUs_at_startup").equals(2L), "VM.set_VCPUs_number_live", 1);
        on(
                "drift",
                "cpu.coresPerSocket",
                () -> "2".equals(entry("drift", "platform", "cores-per-socket")),
                "VM.remove_from_platform",
                "cores-per-socket");
        on(
                "drift",
                "cpu.weight",
                () -> "512".equals(entry("drift", "VCPUs_params", "weight")),
                "VM.remove_from_VCPUs_params",
                "weight");
        on(
                "drift",
                "cpu.capPercent",
                () -> "150".equals(entry("drift", "VCPUs_params", "cap")),
                "VM.remove_from_VCPUs_params",
                "cap");
        on(
                "drift",
                "memory.size",
                () -> field("drift", "memory_dynamic_max").equals(2L << 30),
                "VM.set_memory_dynamic_range",
                1L << 30,
                1L << 30);
        on(
                "drift",
                "firmware.secureBoot",
                () -> "true".equals(entry("drift", "platform", "secureboot")),
                "VM.remove_from_platform",
                "secureboot");
        on(
                "drift",
                "boot.order",
                () -> "cdn".equals(entry("drift", "HVM_boot_params", "order")),
                "VM.remove_from_HVM_boot_params",
                "order");
        on(
                "drift",
                "firmware.mode",
                () -> waits("drift", "firmware.mode"),
                "VM.remove_from_HVM_boot_params",
                "firmware");
        on(
                "drift",
                "advanced.videoRam",
                () -> waits("drift", "advanced.videoRam"),
                "VM.remove_from_platform",
                "videoram");
        on(
                "drift",
                "advanced.nestedVirtualization",
                () -> waits("drift", "advanced.nestedVirtualization"),
                "VM.remove_from_platform",
                "nested-virt");
        on(
                "drift",
                "advanced.pciDevices",
                () -> waits("drift", "advanced.pciDevices"),
                "VM.remove_from_other_config",
                "pci");
        row(
                "cdrom.guestTools",
                () -> pool().call("VBD.eject", drive("drift")),
                () -> pool().record("VBD", drive("drift")).get("empty").equals(false));
        row(
                "networkInterfaces[].networkRef.name",
                () -> pool().call("VIF.move", nic("drift"), dmz),
                () -> !nicField("network").equals(dmz));
        row(
                "networkInterfaces[].allowedAddresses",
                () -> pool().call("VIF.set_locking_mode", nic("drift"), "unlocked"),
                () -> nicField("locking_mode").equals("locked"));
        row(
                "networkInterfaces[].rateLimitKBps",
                () -> pool().call("VIF.set_qos_algorithm_params", nic("drift"), Map.of()),
                () -> waits("drift", "networkInterfaces[lan].rateLimitKBps"));
        on( // of another VM: one with PCI devices, or with VMs of its own, cannot be moved
                "placed",
                "placement.hostRef.name",
                () -> field("placed", "resident_on").equals(home),
                "VM.pool_migrate",
                away,
                Map.of());
        on(
                "drift",
                "highAvailability.restartPriority",
                () -> field("drift", "ha_restart_priority").equals("best-effort"),
                "VM.set_ha_restart_priority",
                "");
        on("drift", "highAvailability.order", () -> field("drift", "order").equals(2L), "VM.set_order", 7);
        on(
                "drift",
                "highAvailability.startDelay",
                () -> field("drift", "start_delay").equals(30L),
                "VM.set_start_delay",
                7);
        on(
                "drift",
                "autoPowerOn",
                () -> "true".equals(entry("drift", "other_config", "auto_poweron")),
                "VM.remove_from_other_config",
                "auto_poweron");
        on(
                "drift",
                "deletionProtection",
                () -> entry("drift", "blocked_operations", "destroy") != null,
                "VM.remove_from_blocked_operations",
                "destroy");
        // last: what waits for a stop is set right with it
        on(
                "drift",
                "powerState",
                () -> field("drift", "power_state").equals("Running") && !waits("drift", "firmware.mode"),
                "VM.hard_shutdown");
        lab.applyVm("placed", "placement: {hostRef: {name: " + host + "}, strict: true}");
        lab.applyVm(
                "drift",
                "description: as it shall be",
                "tags: [ours]",
                "cpu: {count: 2, max: 4, coresPerSocket: 2, weight: 512, capPercent: 150}",
                "memory: {size: 2Gi, max: 2Gi}",
                "firmware: {mode: UEFI, secureBoot: true}",
                "boot: {order: [Disk, CdRom, Network]}",
                "advanced: {videoRam: 16Mi, nestedVirtualization: true, pciDevices: ['0000:03:00.0']}",
                "cdrom: {guestTools: {}}",
                "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}, allowedAddresses: [192.0.2.1], rateLimitKBps: 500}]",
                "placement: {hostRef: {name: " + host + "}, strict: true}",
                "highAvailability: {restartPriority: BestEffort, order: 2, startDelay: 30s}",
                "autoPowerOn: true",
                "deletionProtection: true");
    }

    private static void halted() {
        on("still", "cpu.max", () -> field("still", "VCPUs_max").equals(4L), "VM.set_VCPUs_max", 8);
        on(
                "still",
                "memory.max",
                () -> field("still", "memory_static_max").equals(4L << 30),
                "VM.set_memory_limits",
                0L,
                8L << 30,
                2L << 30,
                2L << 30);
        on(
                "still",
                "advanced.vendorDevice",
                () -> field("still", "has_vendor_device").equals(true),
                "VM.set_has_vendor_device",
                false);
        row(
                "firmware.vtpm",
                () -> pool().call(
                                "VTPM.destroy",
                                ((List<?>) field("still", "VTPMs")).getFirst().toString()),
                () -> ((List<?>) field("still", "VTPMs")).size() == 1);
        String mac = "02:00:5e:00:53:21";
        row(
                "networkInterfaces[].macAddress",
                () -> pool().call("VIF.destroy", nic("still")),
                () -> pool().record("VIF", nic("still")).get("MAC").equals(mac));
        row( // made anew elsewhere by another tool: no call moves it
                "networkInterfaces[].device",
                () -> {
                    String before = nic("still");
                    pool().call("VIF.create", lab.vifLike(before, 4));
                    pool().call("VIF.destroy", before);
                },
                () -> String.valueOf(lab.vm("still").orElseThrow().getStatus().message())
                        .startsWith("networkInterfaces[lan].device is 1 in the spec and 4 in the pool"));
        row(
                "networkInterfaces[].device",
                () -> pool().call("VIF.destroy", nic("still")),
                () -> pool().record("VIF", nic("still")).get("device").equals("1"));
        lab.applyVm(
                "still",
                "powerState: Halted",
                "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}, device: 1, macAddress: \""
                        + mac + "\"}]",
                "cpu: {count: 2, max: 4}",
                "memory: {size: 2Gi, max: 4Gi}",
                "firmware: {vtpm: true}",
                "advanced: {vendorDevice: true}");
    }

    @Test
    void everyManagedFieldIsSetRightOrTold() {
        await().atMost(VmLab.PATIENCE)
                .ignoreExceptions()
                .until(() -> !host("host1").isEmpty());
        running(host("host1"));
        halted();
        lab.awaitReady("drift");
        lab.awaitReady("still");
        lab.awaitReady("placed");
        Set<String> covered = new HashSet<>(NOT_IN_THE_POOL);
        ROWS.forEach(row -> covered.add(row.field()));
        assertThat(covered)
                .as("a row for each field")
                .containsExactlyInAnyOrderElementsOf(new HashSet<>(NotActedOnTest.ACTED_ON));
        for (Row row : ROWS) {
            row.change().run();
            await(row.field()).atMost(VmLab.PATIENCE).ignoreExceptions().until(row.right()::getAsBoolean);
        }
        lab.awaitReady("drift");
        lab.awaitReady("still");
        lab.awaitReady("placed");
    }

    /** Neither of two actors wins by being quicker, and the pool is not worn out by them. */
    @Test
    void aFieldThatAnotherSetsTimeAndAgainIsLeftToThemForAWhileAndTold() {
        lab.applyVm("fought", "description: ours");
        lab.awaitReady("fought");
        for (int i = 0; i < Contest.FREE - 1; i++) { // it was set once already, when the VM was made
            pool().call("VM.set_name_description", ref("fought"), "theirs");
            await().atMost(VmLab.PATIENCE)
                    .until(() -> field("fought", "name_description").equals("ours"));
            lab.awaitReady("fought");
        }
        lab.pool().calls().reset();
        pool().call("VM.set_name_description", ref("fought"), "theirs");
        pool().call("VM.set_name_label", ref("fought"), "another");
        lab.awaitVm("fought", vm -> Lab.trueOf(vm.getStatus().conditions()).contains("Contested"));
        assertThat(lab.vm("fought").orElseThrow().getStatus().message())
                .contains("is changed again each time; it is left so until");
        await("what nobody fights over is set right")
                .atMost(VmLab.PATIENCE)
                .until(() -> lab.vmsNamed("fought").size() == 1);
        assertThat(lab.pool().calls().of("VM.set_name_description")).isZero();

        lab.applyVm("fought", "description: theirs");
        assertThat(Lab.trueOf(lab.awaitReady("fought").getStatus().conditions()))
                .doesNotContain("Contested");
    }
}
