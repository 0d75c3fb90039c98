package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.simulator.dispatch.Delays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** VMs and disks on their way through a pool of two hosts with local disks and a NAS. */
class MigrationLifeTest {
    private VmLab lab;

    @BeforeEach
    void start() {
        lab = VmLab.started();
        for (String host : List.of("host1", "host2")) {
            lab.apply("""
                    apiVersion: xcp-operator.io/v1alpha1
                    kind: StorageRepository
                    metadata: {name: NAME, namespace: INFRA}
                    spec: {poolRef: {name: home}, existing: {uuid: UUID}, allowedNamespaces: {names: [APPS]}}
                    """.replace("NAME", "local-" + host).replace("UUID", the("SR", local(host), "uuid")));
        }
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private String the(String type, String ref, String field) {
        return String.valueOf(lab.pool().direct().record(type, ref).get(field));
    }

    private List<String> list(String type, String ref, String field) {
        return ((List<?>) lab.pool().direct().record(type, ref).get(field))
                .stream().map(Object::toString).toList();
    }

    private String local(String host) {
        return list("host", named("host", host), "PBDs").stream()
                .map(pbd -> the("PBD", pbd, "SR"))
                .filter(sr -> the("SR", sr, "name_label").equals("Local storage"))
                .findFirst()
                .orElseThrow();
    }

    private String named(String type, String name) {
        return lab.pool().direct().named(type, name).getFirst();
    }

    private String disk(String vm) {
        return the("VBD", list("VM", lab.vmsNamed(vm).getFirst(), "VBDs").getFirst(), "VDI");
    }

    private String storageOf(String vm) {
        return the("VDI", disk(vm), "SR");
    }

    private String strictlyOn(String host) {
        return "placement: {hostRef: {name: %s}, strict: true}".formatted(lab.xcpHost(host));
    }

    private static String rootOn(String storage) {
        return "disks: [{name: root, storageRepositoryRef: {name: %s, namespace: INFRA}}]".formatted(storage);
    }

    private void awaitOn(String vm, String host, String storage) {
        lab.awaitVm(
                vm,
                v -> VmLab.isReady(v)
                        && host.equals(v.getStatus().host())
                        && storageOf(vm).equals(storage));
    }

    private VirtualMachine awaitMessage(String name, String part) {
        return lab.awaitVm(name, vm -> String.valueOf(vm.getStatus().message()).contains(part));
    }

    private void assertThatTheDiskIsStillOurs(String vm) {
        String uuid = the("VM", lab.vmsNamed(vm).getFirst(), "uuid");
        assertThat(lab.otherConfig("VDI", disk(vm)).get(Keys.DISK_OF))
                .contains(uuid)
                .endsWith("/root");
        assertThat(lab.otherConfig(lab.vmsNamed(vm).getFirst())).doesNotContainKey(Keys.MOVING);
        assertThat(lab.vm(vm).orElseThrow().getStatus().disks())
                .singleElement()
                .satisfies(d -> assertThat(d.uuid()).isEqualTo(the("VDI", disk(vm), "uuid")));
    }

    /** From the NAS to a host's own disk, to the other host with it, and back, while it runs. */
    @Test
    void aVmTakesItsLocalDiskToAnotherHostAndGivesItBackToTheNas() {
        lab.applyVm("web", "disks: [{name: root}]", strictlyOn("host1"));
        lab.awaitReady("web");
        lab.pool().direct().call("VDI.enable_cbt", disk("web"));
        lab.applyVm("web", rootOn("local-host1"), strictlyOn("host1"));
        awaitOn("web", "host1", local("host1"));
        assertThat(the("VDI", disk("web"), "cbt_enabled")).isEqualTo("true");
        assertThatTheDiskIsStillOurs("web");

        lab.applyVm("web", "managementPolicy: Plan", "disks: [{name: root}]", strictlyOn("host2"));
        VirtualMachine planned = lab.awaitVm("web", vm -> vm.getStatus().plan() != null);
        assertThat(planned.getStatus().plan().calls())
                .extracting(call -> call.call())
                .containsSubsequence(
                        "VDI.disable_cbt",
                        "host.migrate_receive",
                        "VM.assert_can_migrate",
                        "VM.migrate_send",
                        "VDI.enable_cbt");
        assertThat(lab.pool().calls().of("VM.migrate_send")).isZero();

        lab.applyVm("web", "managementPolicy: Manage", "disks: [{name: root}]", strictlyOn("host2"));
        awaitOn("web", "host2", local("host2"));
        VirtualMachine moved = lab.awaitVm("web", vm -> vm.getStatus().lastMigration() != null);
        assertThat(moved.getStatus().lastMigration())
                .satisfies(last -> assertThat(List.of(last.from(), last.to())).containsExactly("host1", "host2"));
        assertThat(the("VDI", disk("web"), "cbt_enabled")).isEqualTo("true");
        assertThatTheDiskIsStillOurs("web");

        lab.applyVm("web", "powerState: Halted", rootOn("nas-vms"), strictlyOn("host2"));
        lab.awaitVm("web", v -> VmLab.isReady(v) && storageOf("web").equals(named("SR", "nas-vms")));
        assertThatTheDiskIsStillOurs("web");
        lab.delete("web");
        lab.awaitGone("web");
        assertThat(list("SR", named("SR", "nas-vms"), "VDIs").stream()
                        .filter(vdi -> lab.otherConfig("VDI", vdi).containsKey(Keys.DISK_OF)))
                .as("it went with the VM")
                .isEmpty();
    }

    @Test
    void theExampleMovesWithTheDiskThatTheOtherHostDoesNotReach() throws IOException {
        String yaml = Files.readString(Path.of("../examples/two-hosts-local-disks/virtual-machine.yaml"))
                .replace("namespace: infra", "namespace: APPS")
                .replace("{name: home}", "{name: home, namespace: INFRA}")
                .replace("networkRef: {name: lan}", "networkRef: {name: lan, namespace: INFRA}");
        lab.apply(yaml.replace("{name: HOST}", "{name: " + lab.xcpHost("host1") + "}"));
        lab.awaitReady("cache");
        lab.apply(yaml.replace("{name: HOST}", "{name: " + lab.xcpHost("host2") + "}"));
        VirtualMachine moved = lab.awaitVm(
                "cache",
                vm -> VmLab.isReady(vm) && "host2".equals(vm.getStatus().host()));
        assertThat(moved.getStatus().disks())
                .extracting(disk -> the("VDI", lab.pool().direct().text("VDI.get_by_uuid", disk.uuid()), "SR"))
                .containsExactly(named("SR", "nas-vms"), local("host2"));
    }

    /** The other host dies half way; another tool cancels. The VM runs where it was, and says so. */
    @Test
    void aMoveThatFailsLeavesTheVmWhereItWasAndSaysSo() {
        lab.applyVm("web", "disks: [{name: root}]", strictlyOn("host1"));
        lab.awaitReady("web");
        lab.pool().delays(slow());
        lab.applyVm("web", "disks: [{name: root}]", strictlyOn("host2"));
        lab.pool().direct().call("task.cancel", awaitMove("web"));
        VirtualMachine cancelled = awaitMessage(
                "web", "moving the VM to host2 was cancelled; it runs on host1 as before; it is tried again");
        assertThat(cancelled.getStatus().host()).isEqualTo("host1");
        assertThat(lab.pool().calls().of("VM.pool_migrate")).as("no hot loop").isEqualTo(1);

        lab.applyVm("web", "description: try again", "disks: [{name: root}]", strictlyOn("host2"));
        awaitMove("web");
        lab.pool().faults().hosts().crash("host2");
        VirtualMachine failed = awaitMessage("web", "it runs on host1 as before");
        assertThat(failed.getStatus().message()).contains("failed");
        assertThat(the("VM", lab.vmsNamed("web").getFirst(), "power_state")).isEqualTo("Running");
        assertThat(failed.getStatus().host()).isEqualTo("host1");

        lab.pool().faults().hosts().up("host2");
        lab.pool().delays(Delays.none());
        lab.applyVm("web", "description: and again", "disks: [{name: root}]", strictlyOn("host2"));
        lab.awaitVm(
                "web", vm -> VmLab.isReady(vm) && "host2".equals(vm.getStatus().host()));
    }

    private static Delays slow() {
        return Delays.visible().withCall(Duration.ZERO).times(4);
    }

    /** The task of the move that is under way. */
    private String awaitMove(String vm) {
        return await().atMost(VmLab.PATIENCE)
                .until(
                        () -> ((Map<?, ?>)
                                        lab.record(lab.vmsNamed(vm).getFirst()).get("current_operations"))
                                .keySet().stream().map(Object::toString).findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void upgrading(boolean now) {
        String pool = lab.pool().direct().all("pool").getFirst();
        if (now) {
            lab.pool().direct().call("pool.add_to_other_config", pool, "rolling_upgrade_in_progress", "true");
        } else {
            lab.pool().direct().call("pool.remove_from_other_config", pool, "rolling_upgrade_in_progress");
        }
        await().atMost(VmLab.PATIENCE)
                .until(() -> Conditions.isTrue(
                                lab.client()
                                        .resources(XcpPool.class)
                                        .inNamespace(lab.infra())
                                        .withName("home")
                                        .get()
                                        .getStatus()
                                        .conditions(),
                                "RollingUpgrade")
                        == now);
    }

    /** What stands in the way is named; others' moves are followed. */
    @Test
    void whatStandsInTheWayIsNamedAndWhatOthersMoveIsFollowed() {
        lab.applyVm("web", rootOn("local-host1"));
        lab.awaitReady("web");
        upgrading(true);
        lab.applyVm("web", rootOn("nas-vms"));
        awaitMessage("web", "moving disks waits for the end of the rolling upgrade");
        upgrading(false);
        lab.awaitVm("web", v -> VmLab.isReady(v) && storageOf("web").equals(named("SR", "nas-vms")));

        String before = disk("web");
        lab.pool().direct().call("VDI.pool_migrate", before, local("host1"), Map.of());
        lab.awaitVm(
                "web",
                vm -> String.valueOf(vm.getStatus().message()).contains("another tool moved it") && VmLab.isReady(vm));
        assertThat(storageOf("web")).isEqualTo(local("host1"));

        lab.applyVm("web", rootOn("local-host2"));
        awaitMessage("web", "names storage Local storage, which host host1, where the VM runs, does not reach");
        lab.pool().faults().hosts().fill("nas-vms", 0);
        lab.applyVm(
                "web",
                "disks: [{name: root, storageRepositoryRef: {name: nas-vms, namespace: INFRA}}]",
                strictlyOn("host1"));
        assertThat(awaitMessage("web", "0Mi free").getStatus().message()).contains("storage nas-vms", "disks[root]");
    }
}
