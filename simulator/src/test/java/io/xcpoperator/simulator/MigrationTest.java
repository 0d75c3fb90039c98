package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.simulator.clock.DrivenClock;
import io.xcpoperator.simulator.dispatch.Delays;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A running VM goes to another host and takes its disks along, or stays as it was. */
class MigrationTest {
    private static final long GIB = 1L << 30;

    private final DrivenClock clock = new DrivenClock(Instant.parse("2026-05-01T10:00:00Z"));
    private final Simulator simulator =
            Simulator.builder().seed(7).clock(clock).delays(Delays.none()).start();
    private final Direct direct = simulator.direct();
    private final WireClient client = new WireClient(simulator.coordinator().http());
    private final String there = direct.named("host", "host2").getFirst();
    private String vm = "";
    private String disk = "";

    @BeforeEach
    void aVmWithALocalDisk() {
        vm = direct.text("VM.clone", direct.named("VM", "debian-12-golden").getFirst(), "web");
        direct.call("VM.provision", vm);
        disk = the("VBD", list("VM", vm, "VBDs").getFirst(), "VDI");
        disk = direct.text("VDI.pool_migrate", disk, local("host1"), Map.of());
        direct.call("VM.start_on", vm, direct.named("host", "host1").getFirst(), false, false);
    }

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    private String the(String type, String ref, String field) {
        return String.valueOf(direct.record(type, ref).get(field));
    }

    private List<String> list(String type, String ref, String field) {
        return ((List<?>) direct.record(type, ref).get(field))
                .stream().map(Object::toString).toList();
    }

    private String local(String host) {
        String ref = direct.named("host", host).getFirst();
        return list("host", ref, "PBDs").stream()
                .map(pbd -> the("PBD", pbd, "SR"))
                .filter(sr -> the("SR", sr, "name_label").equals("Local storage"))
                .findFirst()
                .orElseThrow();
    }

    private Map<?, ?> token() {
        String management = direct.named("network", "Management").getFirst();
        return (Map<?, ?>) direct.call("host.migrate_receive", there, management, Map.of());
    }

    private void assertCanMigrate(Map<String, String> disks, Map<String, String> nics) {
        direct.call("VM.assert_can_migrate", vm, token(), true, disks, nics, Map.of());
    }

    private String began() throws Exception {
        simulator.delays(Delays.visible().withCall(Duration.ZERO)); // a call waits for nobody to move the time
        String task = client.login()
                .call("Async.VM.migrate_send", vm, token(), true, Map.of(disk, local("host2")), Map.of(), Map.of())
                .path("result")
                .asText();
        await().until(() ->
                direct.record("VM", vm).get("current_operations").toString().contains("migrate_send"));
        return task;
    }

    private void assertThatItIsAsItWas() {
        assertThat(the("VM", vm, "power_state")).isEqualTo("Running");
        assertThat(the("VM", vm, "resident_on"))
                .isEqualTo(direct.named("host", "host1").getFirst());
        assertThat(the("VDI", disk, "SR")).isEqualTo(local("host1"));
        assertThat(list("SR", local("host2"), "VDIs"))
                .as("nothing is left there")
                .isEmpty();
        assertThat(direct.record("VM", vm).get("current_operations")).isEqualTo(Map.of());
    }

    @Test
    void takesItsDisksAndTheirSnapshotsAlong() {
        String snapshot = direct.text("VM.snapshot", vm, "before");
        String frozen = the("VBD", list("VM", snapshot, "VBDs").getFirst(), "VDI");
        var known = new LinkedHashMap<String, String>();
        known.put(disk, local("host2"));
        assertCanMigrate(known, Map.of());
        String same = direct.text("VM.migrate_send", vm, token(), true, known, Map.of(), Map.of());
        assertThat(same).isEqualTo(vm);
        assertThat(the("VM", vm, "resident_on")).isEqualTo(there);
        String now = the("VBD", list("VM", vm, "VBDs").getFirst(), "VDI");
        assertThat(the("VDI", now, "SR")).isEqualTo(local("host2"));
        assertThat(direct.all("VDI")).doesNotContain(disk, frozen);
        String followed = the("VBD", list("VM", snapshot, "VBDs").getFirst(), "VDI");
        assertThat(the("VDI", followed, "SR")).isEqualTo(local("host2"));
        assertThat(the("VDI", followed, "snapshot_of")).isEqualTo(now);
    }

    @Test
    void refusesWhatIsNotInTheMapTrackedOrHeld() {
        assertThatThrownBy(() -> assertCanMigrate(Map.of(), Map.of())).hasMessage("VDI_NOT_IN_MAP, " + disk);
        assertThatThrownBy(() -> assertCanMigrate(Map.of(disk, local("host1")), Map.of()))
                .hasMessageStartingWith("VM_REQUIRES_SR, " + vm);
        direct.call("VDI.enable_cbt", disk);
        assertThatThrownBy(() -> assertCanMigrate(Map.of(disk, local("host2")), Map.of()))
                .hasMessage("VDI_CBT_ENABLED, " + disk);
        String nas = direct.named("SR", "nas-vms").getFirst();
        assertThatThrownBy(() -> direct.call("VDI.pool_migrate", disk, nas, Map.of()))
                .hasMessage("VDI_CBT_ENABLED, " + disk);
    }

    @Test
    void refusesAProcessorOfAnotherMake() {
        simulator.faults().hosts().changeProcessor("host2", "AuthenticAMD");
        assertThatThrownBy(() -> assertCanMigrate(Map.of(disk, local("host2")), Map.of()))
                .hasMessageStartingWith("VM_INCOMPATIBLE_WITH_THIS_HOST, " + vm + ", " + there);
    }

    /** Asked whether it may run there: a guest that runs keeps its processor, one that starts meets another. */
    @Test
    void tellsWhetherAHostHasTheProcessorsItNeeds() {
        String nas = direct.named("SR", "nas-vms").getFirst();
        disk = direct.text("VDI.pool_migrate", disk, nas, Map.of());
        direct.call("VM.assert_can_boot_here", vm, there);
        simulator.faults().hosts().changeProcessor("host2", "AuthenticAMD");
        assertThatThrownBy(() -> direct.call("VM.assert_can_boot_here", vm, there))
                .hasMessageStartingWith("VM_INCOMPATIBLE_WITH_THIS_HOST, " + vm + ", " + there);
        direct.call("VM.hard_shutdown", vm);
        direct.call("VM.assert_can_boot_here", vm, there);
        direct.call("VM.set_VCPUs_max", vm, 4096L);
        assertThatThrownBy(() -> direct.call("VM.assert_can_boot_here", vm, there))
                .hasMessageStartingWith("HOST_NOT_ENOUGH_PCPUS, 4096, ");
    }

    @Test
    void refusesPciDevicesAndUpgrades() {
        Map<String, String> map = Map.of(disk, local("host2"));
        direct.call("VM.add_to_other_config", vm, "pci", "0/0000:04:00.0");
        assertThatThrownBy(() -> assertCanMigrate(map, Map.of())).hasMessage("VM_HAS_PCI_ATTACHED, " + vm);
        direct.call("VM.remove_from_other_config", vm, "pci");
        direct.call("pool.add_to_other_config", direct.all("pool").getFirst(), "rolling_upgrade_in_progress", "true");
        assertThatThrownBy(() -> assertCanMigrate(map, Map.of())).hasMessage("NOT_SUPPORTED_DURING_UPGRADE");
        assertThatThrownBy(() -> direct.call("VDI.enable_cbt", disk)).hasMessage("NOT_SUPPORTED_DURING_UPGRADE");
    }

    @Test
    void goesOnWhereItWasWhenTheOtherHostDies() throws Exception {
        String task = began();
        simulator.faults().hosts().crash("host2");
        await().until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return the("task", task, "status").equals("failure");
        });
        assertThat(the("task", task, "error_info")).contains("VM_MIGRATE_FAILED");
        assertThatItIsAsItWas();
    }

    @Test
    void goesOnWhereItWasWhenItIsCancelled() throws Exception {
        String task = began();
        direct.call("task.cancel", task);
        await().until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return the("task", task, "status").equals("cancelled");
        });
        assertThatItIsAsItWas();
    }

    @Test
    void findsNoRoomOnTheOtherSide() {
        simulator.faults().hosts().fill("nas-vms", GIB / 2);
        String nas = direct.named("SR", "nas-vms").getFirst();
        assertThatThrownBy(() -> direct.call("VDI.pool_migrate", disk, nas, Map.of()))
                .hasMessageStartingWith("SR_FULL");
        assertThat(the("VM", vm, "power_state")).isEqualTo("Running");
        assertThat(the("VDI", disk, "SR")).isEqualTo(local("host1"));
    }
}
