package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.xcpoperator.simulator.storage.Vhds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code PUT /import_raw_vdi}: what a host does with the bytes of a disk. */
class DiskImportTest {
    private static final int MIB = 1 << 20;

    private final Simulator simulator = Simulator.builder().start();
    private final WireClient xapi = new WireClient(simulator.coordinator().http());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String task = "";

    @BeforeEach
    void login() throws Exception {
        xapi.login();
        task = text("task.create", "import", "");
    }

    @AfterEach
    void close() {
        http.close();
        xapi.close();
        simulator.close();
    }

    private String text(String method, Object... parameters) throws Exception {
        JsonNode reply = xapi.call(method, parameters);
        assertThat(reply.path("error").isMissingNode()).as(reply.toString()).isTrue();
        return reply.path("result").asText();
    }

    private String disk(String sr, long size) throws Exception {
        String ref =
                xapi.call("SR.get_by_name_label", sr).path("result").path(0).asText();
        Map<String, Object> fields = Map.of(
                "SR",
                ref,
                "virtual_size",
                Long.toString(size),
                "type",
                "user",
                "sharable",
                false,
                "read_only",
                false,
                "other_config",
                Map.of());
        return text("VDI.create", fields);
    }

    private HttpResponse<String> put(URI host, String query, byte[] bytes) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(host.resolve("/import_raw_vdi?" + query))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String query(String vdi) {
        return "session_id=" + xapi.session() + "&task_id=" + task + "&vdi=" + vdi;
    }

    private static byte[] filled(int count, int value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private byte[] content(String vdi, long offset, int length) throws Exception {
        return simulator.disks().read(text("VDI.get_uuid", vdi), offset, length);
    }

    @Test
    void putsRawBytesOntoADisk() throws Exception {
        String vdi = disk("nas-vms", 4 * MIB);
        assertThat(put(simulator.coordinator().http(), query(vdi) + "&format=raw", filled(3 * MIB, 7))
                        .statusCode())
                .isEqualTo(200);
        assertThat(text("task.get_status", task)).isEqualTo("success");
        assertThat(content(vdi, 3 * MIB - 1, 2)).containsExactly(7, 0);
        assertThat(Long.parseLong(text("VDI.get_physical_utilisation", vdi))).isEqualTo(3 * MIB);

        String copy = text("VDI.clone", vdi, Map.of());
        task = text("task.create", "again", "");
        put(simulator.coordinator().http(), query(copy), filled(10, 8));
        assertThat(content(copy, 9, 2))
                .as("its own block, else what it was made of")
                .containsExactly(8, 7);
        assertThat(content(vdi, 0, 1)).as("the original").containsExactly(7);
    }

    @Test
    void putsTheBlocksOfAVhdWhereTheyBelong() throws Exception {
        String vdi = disk("nas-vms", 8 * MIB);
        byte[] vhd = Vhds.oneBlock(4, 2, 1000);
        put(simulator.coordinator().http(), query(vdi) + "&format=vhd", vhd);
        assertThat(text("task.get_status", task)).isEqualTo("success");
        assertThat(content(vdi, 4 * MIB + 999, 2)).containsExactly(7, 0);
        assertThat(simulator.disks().written(text("VDI.get_uuid", vdi))).isEqualTo(64 << 10);

        task = text("task.create", "cut short", "");
        put(simulator.coordinator().http(), query(vdi) + "&format=vhd", Arrays.copyOf(vhd, vhd.length - 512));
        assertThat(text("task.get_status", task)).isEqualTo("failure");
    }

    @Test
    void failsLateWhenThereAreMoreBytesThanTheDiskHas() throws Exception {
        String vdi = disk("nas-vms", 2 * MIB);
        assertThat(put(simulator.coordinator().http(), query(vdi), filled(2 * MIB + 1, 1))
                        .statusCode())
                .isEqualTo(200);
        assertThat(text("task.get_status", task)).isEqualTo("failure");
        assertThat(xapi.call("task.get_error_info", task).path("result").path(0).asText())
                .isEqualTo("VDI_IO_ERROR");
    }

    @Test
    void failsTheTaskWhenTheConnectionIsCut() throws Exception {
        String vdi = disk("nas-vms", 4 * MIB);
        simulator.faults().cutUploads(MIB, 1);
        try {
            put(simulator.coordinator().http(), query(vdi), filled(4 * MIB, 1));
        } catch (IOException _) {
            // the answer was there already, or not
        }
        assertThat(text("task.get_status", task)).isEqualTo("failure");
    }

    @Test
    void knowsWhoMayAndWhatIsThere() throws Exception {
        String vdi = disk("nas-vms", 4 * MIB);
        URI host = simulator.coordinator().http();
        assertThat(put(host, "vdi=" + vdi, new byte[1]).statusCode()).isEqualTo(401);
        assertThat(put(host, "session_id=OpaqueRef:x&vdi=" + vdi, new byte[1]).statusCode())
                .isEqualTo(401);
        assertThat(put(host, query("OpaqueRef:nothing"), new byte[1]).statusCode())
                .isEqualTo(500);
        assertThat(text("task.get_status", task)).isEqualTo("failure");
        assertThatThrownBy(() -> simulator.disks().read("no such disk", 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void redirectsToAHostThatHasTheStorage() throws Exception {
        String sr = xapi.call("SR.get_by_name_label", "nas-vms")
                .path("result")
                .path(0)
                .asText();
        String vdi = disk("nas-vms", 4 * MIB);
        String coordinator = simulator.coordinator().hostRef();
        for (JsonNode pbd : xapi.call("SR.get_PBDs", sr).path("result")) {
            if (text("PBD.get_host", pbd.asText()).equals(coordinator)) {
                text("PBD.unplug", pbd.asText());
            }
        }
        HttpResponse<String> answer = put(simulator.coordinator().http(), query(vdi), new byte[1]);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location").orElse(""))
                .isEqualTo("https://127.0.0.2/import_raw_vdi?" + query(vdi));
        assertThat(text("task.get_status", task)).isEqualTo("pending");
        URI other = simulator.endpoints().get(1).http();
        assertThat(put(other, query(vdi), new byte[1]).statusCode()).isEqualTo(200);
        assertThat(text("task.get_status", task)).isEqualTo("success");
    }
}
