package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A running VM with its storage, its networks and its host. */
class RunningVmTest {
    private static final long GIB = 1L << 30;

    private final Simulator simulator = Simulator.builder().seed(7).start();
    private final Direct direct = simulator.direct();
    private String vm = "";

    @BeforeEach
    void start() {
        vm = direct.text("VM.clone", direct.named("VM", "debian-12-golden").getFirst(), "web");
        direct.call("VM.provision", vm);
        direct.call("VM.start", vm, false, false);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private String field(String className, String ref, String name) {
        return String.valueOf(direct.record(className, ref).get(name));
    }

    private List<String> operations(String className, String ref) {
        return ((List<?>) direct.record(className, ref).get("allowed_operations"))
                .stream().map(Object::toString).toList();
    }

    private String only(String set) {
        return ((List<?>) direct.record("VM", vm).get(set)).getFirst().toString();
    }

    private String disk(String sr, long size) {
        return direct.text(
                "VDI.create",
                Map.of(
                        "SR",
                        sr,
                        "virtual_size",
                        size,
                        "type",
                        "user",
                        "sharable",
                        false,
                        "read_only",
                        false,
                        "other_config",
                        Map.of()));
    }

    private String slot(String vdi) {
        var record = new HashMap<String, Object>();
        record.put("VM", vm);
        record.put("VDI", vdi);
        record.put("userdevice", "autodetect");
        record.put("bootable", false);
        record.put("mode", "RW");
        record.put("type", "Disk");
        record.put("empty", false);
        record.put("other_config", Map.of());
        record.put("qos_algorithm_type", "");
        record.put("qos_algorithm_params", Map.of());
        return direct.text("VBD.create", record);
    }

    @Test
    void takesAndGivesBackADiskWhileItRuns() {
        String vdi = disk(field("pool", direct.all("pool").getFirst(), "default_SR"), GIB);
        String vbd = slot(vdi);
        direct.call("VBD.plug", vbd);
        assertThat(operations("VBD", vbd)).contains("unplug").doesNotContain("plug");
        assertThat(operations("VDI", vdi)).containsExactly("clone", "snapshot");
        assertThatThrownBy(() -> direct.call("VDI.destroy", vdi)).hasMessage("VDI_IN_USE, " + vdi + ", destroy");
        direct.call("VBD.unplug", vbd);
        assertThat(operations("VDI", vdi)).contains("destroy", "resize");
        direct.call("VDI.destroy", vdi);
        assertThat(direct.all("VBD")).doesNotContain(vbd);
    }

    @Test
    void losesItsHotPlugWhenItStops() {
        String vbd = only("VBDs");
        String vif = only("VIFs");
        assertThat(operations("VIF", vif)).containsExactly("attach", "unplug");
        direct.call("VM.hard_shutdown", vm);
        assertThat(operations("VBD", vbd)).containsExactly("attach");
        assertThat(operations("VIF", vif)).containsExactly("attach");
        assertThat(field("VBD", vbd, "currently_attached")).isEqualTo("false");
    }

    @Test
    void keepsAPbdPluggedUnderItsDisks() {
        String host = field("VM", vm, "resident_on");
        String sr = field("VDI", field("VBD", only("VBDs"), "VDI"), "SR");
        String pbd = ((List<?>) direct.record("SR", sr).get("PBDs"))
                .stream()
                        .map(Object::toString)
                        .filter(each -> field("PBD", each, "host").equals(host))
                        .findFirst()
                        .orElseThrow();
        assertThatThrownBy(() -> direct.call("PBD.unplug", pbd)).hasMessageStartingWith("VDI_IN_USE");
        direct.call("VM.hard_shutdown", vm);
        direct.call("PBD.unplug", pbd);
    }

    @Test
    void movesADiskToAnotherSrWhileItRuns() {
        String host = field("VM", vm, "resident_on");
        String vbd = only("VBDs");
        String before = field("VBD", vbd, "VDI");
        String sr = direct.text("SR.create", host, Map.of(), 20 * GIB, "fast", "", "ext", "user", false, Map.of());
        String after = direct.text("VDI.pool_migrate", before, sr, Map.of());
        assertThat(field("VBD", vbd, "VDI")).isEqualTo(after);
        assertThat(field("VDI", after, "SR")).isEqualTo(sr);
        assertThat(direct.all("VDI")).doesNotContain(before);
    }

    @Test
    void leavesAHostThatIsEvacuated() {
        String host = field("VM", vm, "resident_on");
        direct.call("host.disable", host);
        direct.call("host.evacuate", host);
        assertThat(field("VM", vm, "resident_on")).isNotEqualTo(host);
        assertThat(field("VM", vm, "power_state")).isEqualTo("Running");
    }

    @Test
    void isNamedWhenItCannotLeave() {
        String host = field("VM", vm, "resident_on");
        direct.all("host").stream()
                .filter(other -> !other.equals(host))
                .forEach(other -> direct.call("host.disable", other));
        assertThatThrownBy(() -> direct.call("host.evacuate", host)).hasMessage("NO_HOSTS_AVAILABLE, " + vm);
        assertThatThrownBy(() -> direct.call("host.assert_can_evacuate", host))
                .hasMessage("CANNOT_EVACUATE_HOST, NO_HOSTS_AVAILABLE," + vm);
    }

    @Test
    void findsNoRoomOnAFilledSr() {
        String sr = field("pool", direct.all("pool").getFirst(), "default_SR");
        simulator.faults().hosts().fill("nas-vms", 0);
        assertThatThrownBy(() -> disk(sr, GIB)).hasMessageStartingWith("SR_FULL");
    }

    @Test
    void keepsItsNetworkInUse() {
        String network = field("VIF", only("VIFs"), "network");
        assertThatThrownBy(() -> direct.call("network.set_default_locking_mode", network, "disabled"))
                .hasMessageStartingWith("VIF_IN_USE, " + network);
    }
}
