package io.xcpoperator.simulator.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.simulator.Simulator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What storage is on outlives what a pool knows of it. */
class StorageServersTest {
    private static final Map<String, String> EXPORT = Map.of("server", "192.0.2.77", "serverpath", "/vms");
    private final Simulator simulator = Simulator.builder().start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private String host(String name) {
        return simulator.direct().named("host", name).getFirst();
    }

    private String create(String type, Map<String, String> config, boolean shared) {
        return simulator
                .direct()
                .text("SR.create", host("host1"), config, 0, "made", "", type, "user", shared, Map.of());
    }

    private String probe(String type, Map<String, String> config) {
        return simulator.direct().text("SR.probe", host("host1"), config, type, Map.of());
    }

    private void unplug(String sr) {
        ((List<?>) simulator.direct().record("SR", sr).get("PBDs"))
                .forEach(pbd -> simulator.direct().call("PBD.unplug", pbd));
    }

    @Test
    void whatIsForgottenIsFoundAgainAndWhatIsDestroyedIsNot() {
        String sr = create("nfs", EXPORT, true);
        String uuid = (String) simulator.direct().record("SR", sr).get("uuid");
        unplug(sr);
        simulator.direct().call("SR.forget", sr);
        assertThat(probe("nfs", EXPORT)).contains("<UUID>" + uuid + "</UUID>");
        assertThat(probe("nfs", Map.of("server", "192.0.2.77", "serverpath", "/other")))
                .doesNotContain(uuid);
        String again = simulator.direct().text("SR.introduce", uuid, "again", "", "nfs", "user", true, Map.of());
        simulator
                .direct()
                .call(
                        "PBD.plug",
                        simulator
                                .direct()
                                .call(
                                        "PBD.create",
                                        Map.of(
                                                "host",
                                                host("host1"),
                                                "SR",
                                                again,
                                                "device_config",
                                                EXPORT,
                                                "other_config",
                                                Map.of())));
        unplug(again);
        simulator.direct().call("SR.destroy", again);
        assertThat(probe("nfs", EXPORT)).doesNotContain(uuid);
    }

    @Test
    void aDeviceIsFormattedWithWhatIsOnIt() {
        Map<String, String> device = Map.of("device", "/dev/disk/by-id/one");
        simulator.servers().plant("0d400000-0000-4000-8000-000000000001", "ext", device);
        assertThat(probe("ext", device)).contains("0d400000-0000-4000-8000-000000000001");
        create("ext", device, false);
        assertThat(probe("ext", device)).doesNotContain("0d400000-0000-4000-8000-000000000001");
    }

    @Test
    void aHostThatIsCutOffFailsAsItsDriverDoesAndTheOthersGoOn() {
        simulator.servers().cut("192.0.2.77", "host2");
        String sr = create("nfs", EXPORT, true);
        List<?> pbds = (List<?>) simulator.direct().record("SR", sr).get("PBDs");
        Map<Object, String> attached = pbds.stream()
                .map(pbd -> simulator.direct().record("PBD", pbd.toString()))
                .collect(Collectors.toMap(
                        pbd -> simulator
                                .direct()
                                .record("host", pbd.get("host").toString())
                                .get("name_label"),
                        pbd -> pbd.get("currently_attached").toString()));
        assertThat(attached).isEqualTo(Map.of("host1", "true", "host2", "false"));
        simulator.servers().cut("192.0.2.77", "host1");
        assertThatThrownBy(() -> probe("nfs", EXPORT)).hasMessageContaining("SR_BACKEND_FAILURE_73");
        assertThatThrownBy(() -> create("iso", Map.of("location", "192.0.2.77:/isos"), true))
                .hasMessageContaining("SR_BACKEND_FAILURE_222");
        simulator.servers().mend("192.0.2.77", "host1");
        assertThat(probe("nfs", EXPORT)).contains("<SRlist>");
    }

    @Test
    void nothingIsMadeDuringARollingUpgrade() {
        String pool = simulator.direct().all("pool").getFirst();
        simulator.direct().call("pool.add_to_other_config", pool, "rolling_upgrade_in_progress", "true");
        assertThatThrownBy(() -> create("nfs", EXPORT, true)).hasMessageContaining("NOT_SUPPORTED_DURING_UPGRADE");
    }
}
