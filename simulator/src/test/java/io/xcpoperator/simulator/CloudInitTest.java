package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guest with cloud-init looks for its drive at each boot, and goes by it once. The drive was made with mkfs.fat and mcopy. */
class CloudInitTest {
    private final Simulator simulator = Simulator.builder().seed(7).start();
    private final WireClient xapi = new WireClient(simulator.coordinator().http());
    private final Direct direct = simulator.direct();
    private String vm = "";
    private String uuid = "";

    @BeforeEach
    void make() throws Exception {
        xapi.login();
        vm = direct.text("VM.clone", direct.named("VM", "debian-12-golden").getFirst(), "web");
        direct.call("VM.provision", vm);
        uuid = direct.record("VM", vm).get("uuid").toString();
    }

    @AfterEach
    void close() {
        xapi.close();
        simulator.close();
    }

    private static byte[] image() throws IOException {
        try (var in = new GZIPInputStream(CloudInitTest.class.getResourceAsStream("cidata.img.gz"))) {
            return in.readAllBytes();
        }
    }

    /** A drive with these bytes, on the VM. */
    private void attach(byte[] bytes, String device) throws IOException, InterruptedException {
        String root = ((List<?>) direct.record("VM", vm).get("VBDs")).getFirst().toString();
        String sr = direct.record("VDI", direct.record("VBD", root).get("VDI").toString())
                .get("SR")
                .toString();
        String vdi = direct.text(
                "VDI.create",
                Map.of(
                        "SR",
                        sr,
                        "virtual_size",
                        10L << 20,
                        "type",
                        "user",
                        "sharable",
                        false,
                        "read_only",
                        false,
                        "other_config",
                        Map.of()));
        try (HttpClient http = HttpClient.newHttpClient()) {
            var put = HttpRequest.newBuilder(simulator
                            .coordinator()
                            .http()
                            .resolve("/import_raw_vdi?session_id=" + xapi.session() + "&vdi=" + vdi))
                    .version(HttpClient.Version.HTTP_1_1)
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                    .build();
            assertThat(http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
        var vbd = new HashMap<String, Object>(
                Map.of("VM", vm, "VDI", vdi, "userdevice", device, "bootable", false, "mode", "RW", "type", "Disk"));
        vbd.putAll(Map.of(
                "unpluggable",
                true,
                "empty",
                false,
                "other_config",
                Map.of(),
                "qos_algorithm_type",
                "",
                "qos_algorithm_params",
                Map.of()));
        direct.call("VBD.create", vbd);
    }

    private void start() {
        direct.call("VM.start", vm, false, false);
    }

    @Test
    void aGuestReadsTheFilesOfItsDrive() throws Exception {
        attach(image(), "1");
        assertThat(simulator.guests().cloudInit(uuid)).as("before it boots").isEmpty();
        start();
        assertThat(simulator.guests().cloudInit(uuid))
                .containsEntry("meta-data", "instance-id: i-1\nlocal-hostname: byhand\n")
                .hasEntrySatisfying(
                        "user-data",
                        text -> assertThat(text).startsWith("#cloud-config\n").hasSize(5015));
    }

    @Test
    void itGoesByThemOnceForEachInstance() throws Exception {
        attach(image(), "1");
        start();
        direct.call("VM.hard_shutdown", vm);
        String changed = new String(image(), StandardCharsets.ISO_8859_1).replace("#cloud-config", "#CLOUD-CONFIG");
        attach(changed.getBytes(StandardCharsets.ISO_8859_1), "2");
        start();
        assertThat(simulator.guests().cloudInit(uuid).get("user-data")).startsWith("#cloud-config");
        direct.call("VM.hard_shutdown", vm);
        attach(changed.replace("instance-id: i-1", "instance-id: i-2").getBytes(StandardCharsets.ISO_8859_1), "4");
        start();
        assertThat(simulator.guests().cloudInit(uuid).get("meta-data")).startsWith("instance-id: i-2");
    }

    @Test
    void whatIsNoSuchDriveIsLeftAlone() throws Exception {
        attach("no file system at all".repeat(100).getBytes(StandardCharsets.UTF_8), "1");
        attach(
                new String(image(), StandardCharsets.ISO_8859_1)
                        .replace("CIDATA", "OTHERS")
                        .getBytes(StandardCharsets.ISO_8859_1),
                "2");
        start();
        assertThat(simulator.guests().cloudInit(uuid)).isEmpty();
    }
}
