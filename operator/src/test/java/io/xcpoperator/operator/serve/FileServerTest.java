package io.xcpoperator.operator.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One file of a volume, and nothing else of it, to who has the token. */
class FileServerTest {
    private static final byte[] BYTES = new byte[3000];

    @TempDir
    private Path outside;

    private Path volume = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        for (int i = 0; i < BYTES.length; i++) {
            BYTES[i] = (byte) i;
        }
        volume = Files.createDirectories(outside.resolve("volume"));
        Files.createDirectories(volume.resolve("debian"));
        Files.write(volume.resolve("debian/12.img"), BYTES);
        Files.writeString(outside.resolve("shadow"), "secret");
        Files.createSymbolicLink(volume.resolve("latest.img"), Path.of("debian/12.img"));
        Files.createSymbolicLink(volume.resolve("out.img"), outside.resolve("shadow"));
        Files.createSymbolicLink(volume.resolve("up"), Path.of(".."));
        Files.createSymbolicLink(volume.resolve("loose.img"), Path.of("nowhere"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "debian/13.img, there is no file debian/13.img on the volume",
        "loose.img, there is no file loose.img on the volume",
        "debian, debian is no file",
        "../shadow, ../shadow leads out of the volume",
        "out.img, out.img leads out of the volume",
        "up/shadow, up/shadow leads out of the volume",
    })
    void whatIsNoFileOfTheVolumeIsRefused(String path, String sentence) {
        assertThatThrownBy(() -> ServedFile.find(volume, path)).hasMessage(sentence);
    }

    @Test
    void anAbsolutePathIsRefusedEvenInsideTheVolume() {
        assertThatThrownBy(() ->
                        ServedFile.find(volume, volume.resolve("debian/12.img").toString()))
                .hasMessageContaining("leads out of the volume");
    }

    @Test
    void aFileThatMayNotBeReadIsSaid() throws IOException {
        Path file = volume.resolve("debian/12.img");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        if (!Files.isReadable(file)) { // root reads everything
            assertThatThrownBy(() -> ServedFile.find(volume, "debian/12.img")).hasMessageContaining("may not be read");
        }
    }

    @Test
    void aLinkWithinTheVolumeIsFollowed() throws IOException {
        assertThat(Files.readAllBytes(ServedFile.find(volume, "latest.img").file()))
                .isEqualTo(BYTES);
    }

    private static HttpResponse<byte[]> ask(FileServer server, String method, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/any/where"))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Test
    void theFileIsGivenToTheTokenAloneAndFromAnyByteOn() throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest("right".getBytes("UTF-8")));
        try (var server = new FileServer(
                ServedFile.find(volume, "debian/12.img"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                hash,
                Clock.systemUTC())) {
            String[] right = {"Authorization", "Bearer right"};
            assertThat(ask(server, "GET").statusCode()).isEqualTo(401);
            var wrong = ask(server, "GET", "Authorization", "Bearer wrong");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.body()).isEmpty();
            assertThat(ask(server, "GET", "Authorization", "Bearer " + hash).statusCode())
                    .isEqualTo(401);
            assertThat(ask(server, "PUT", right).statusCode()).isEqualTo(405);

            var whole = ask(server, "GET", right);
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.body()).isEqualTo(BYTES);
            var head = ask(server, "HEAD", right);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("content-length")).hasValue("3000");
            String tag = whole.headers().firstValue("etag").orElseThrow();
            var rest = ask(server, "GET", right[0], right[1], "Range", "bytes=1000-", "If-Range", tag);
            assertThat(rest.statusCode()).isEqualTo(206);
            assertThat(rest.headers().firstValue("content-range")).hasValue("bytes 1000-2999/3000");
            assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(BYTES, 1000, 3000));
            assertThat(ask(server, "GET", right[0], right[1], "Range", "bytes=3000-")
                            .statusCode())
                    .isEqualTo(416);

            byte[] other = new byte[3000];
            Files.write(volume.resolve("debian/12.img"), other);
            Files.setLastModifiedTime(volume.resolve("debian/12.img"), java.nio.file.attribute.FileTime.fromMillis(1));
            var changed = ask(server, "GET", right[0], right[1], "Range", "bytes=1000-", "If-Range", tag);
            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(changed.body()).isEqualTo(other);
        }
    }

    @Test
    void itEndsOnceNobodyAsksAnyMore() throws Exception {
        try (var server = new FileServer(
                ServedFile.find(volume, "debian/12.img"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "00",
                Clock.systemUTC())) {
            server.awaitIdle(Duration.ZERO);
        }
    }
}
