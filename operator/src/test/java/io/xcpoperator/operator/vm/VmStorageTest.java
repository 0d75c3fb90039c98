package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Storage that is full, unknown or not there: one readable sentence, healed when the cause goes. */
class VmStorageTest {
    /** The pause after a refusal, and a little more. */
    private static final Duration AFTER_A_PAUSE = Duration.ofSeconds(60);

    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static VirtualMachine awaitMessage(String name, String part) {
        return lab.awaitVm(name, vm -> String.valueOf(vm.getStatus().message()).contains(part));
    }

    /** Two stories beside each other, for both wait for a pause. */
    @Test
    void saysWhatTheStorageLacksAndGoesOnAfterAPauseWhenThatIsMended() {
        cannotReachItsStorageForAWhile("apart");
        hasNoRoomForAWhile("full");
        assertThat(lab.awaitVm("apart", AFTER_A_PAUSE, VmLab::isReady)
                        .getStatus()
                        .host())
                .isEqualTo("host2");
        assertThat(lab.awaitVm("full", AFTER_A_PAUSE, VmLab::isReady)
                        .getStatus()
                        .disks())
                .hasSize(2);
    }

    private static void hasNoRoomForAWhile(String name) {
        lab.applyVm(name, "powerState: Halted", "disks: [{name: root}]");
        lab.awaitReady(name);
        lab.pool().faults().hosts().fill("nas-vms", 0);
        lab.applyVm(name, "powerState: Halted", "disks: [{name: root}, {name: data, size: 1Gi}]");
        assertThat(awaitMessage(name, "storage nas-vms is full: disks[data] asks for 1Gi (")
                        .getStatus()
                        .message())
                .as("a thin disk needs little at first")
                .endsWith(
                        "Ki needed, 0Mi free); free space on it, or name another in disks[data].storageRepositoryRef");
        lab.pool().faults().hosts().fill("nas-vms", 1L << 40);
    }

    @Test
    void saysWhichStorageIsUnknownAndGoesOnWhenItIsThere() {
        lab.applyVm(
                "unknown",
                "powerState: Halted",
                "disks: [{name: root}, {name: data, size: 1Gi, storageRepositoryRef: {name: tomorrow, namespace: INFRA}}]");
        awaitMessage(
                "unknown",
                "StorageRepository " + lab.infra() + "/tomorrow does not exist; there is: " + lab.infra() + "/nas-vms");
        assertThat(lab.vmsNamed("unknown")).as("nothing half-made").isEmpty();
        lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: StorageRepository
                metadata: {name: tomorrow, namespace: INFRA}
                spec: {poolRef: {name: home}, existing: {uuid: UUID}, allowedNamespaces: {names: [APPS]}}
                """.replace("UUID", anotherStorage()));
        lab.awaitReady("unknown");
        assertThat(lab.vm("unknown").orElseThrow().getStatus().disks()).hasSize(2);
    }

    private static String anotherStorage() {
        String sr = lab.pool().direct().named("SR", "Local storage").getFirst();
        return lab.pool().direct().record("SR", sr).get("uuid").toString();
    }

    @Test
    void putsANewDiskOnStorageOfTheOneHostItMayRunOn() {
        String disks = "disks: [{name: root}, {name: data, size: 1Gi}]";
        lab.applyVm("local", disks, "placement: {hostRef: {name: " + lab.xcpHost("host2") + "}, strict: true}");
        lab.applyVm("roaming", disks, "placement: {hostRef: {name: " + lab.xcpHost("host2") + "}}");
        assertThat(storageOf(lab.awaitReady("local")))
                .containsEntry("name_label", "Local storage")
                .extractingByKey("PBDs")
                .satisfies(pbds -> assertThat(lab.pool()
                                .direct()
                                .record("PBD", ((List<?>) pbds).getFirst().toString()))
                        .containsEntry(
                                "host",
                                lab.pool().direct().named("host", "host2").getFirst()));
        assertThat(storageOf(lab.awaitReady("roaming"))).containsEntry("name_label", "nas-vms");
    }

    private static Map<String, Object> storageOf(VirtualMachine vm) {
        String data = vm.getStatus().disks().get(1).uuid();
        String vdi = lab.pool().direct().text("VDI.get_by_uuid", data);
        return lab.pool()
                .direct()
                .record("SR", lab.pool().direct().record("VDI", vdi).get("SR").toString());
    }

    private static void cannotReachItsStorageForAWhile(String name) {
        String storage = lab.pool().direct().named("SR", "nas-vms").getFirst();
        String host = lab.pool().direct().named("host", "host2").getFirst();
        String pbd = ((List<?>) lab.pool().direct().record("SR", storage).get("PBDs"))
                .stream()
                        .map(Object::toString)
                        .filter(p ->
                                lab.pool().direct().record("PBD", p).get("host").equals(host))
                        .findFirst()
                        .orElseThrow();
        lab.pool().direct().call("PBD.unplug", pbd);
        lab.applyVm(name, "placement: {hostRef: {name: " + lab.xcpHost("host2") + "}, strict: true}");
        awaitMessage(name, "is not reachable from host host2: plug it in there");
        lab.pool().direct().call("PBD.plug", pbd);
    }
}
