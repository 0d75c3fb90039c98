package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.egress.Cidr;
import io.xcpoperator.operator.platform.egress.EgressPolicy;
import io.xcpoperator.operator.platform.status.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From an address to an image that may be sent: what good and bad sources come to. */
class FetchTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    private final ImageServer server = new ImageServer();
    private Clock clock = Clock.systemUTC();
    private Order.Bound bound = new Order.Bound(1L << 40, "storage nas takes");

    @AfterEach
    void close() {
        server.close();
    }

    private Fetch fetch() {
        var egress = new EgressPolicy(List.of(Cidr.parse("127.0.0.0/8")), List.of());
        var web = new WebFile(egress, WebTrust.operators());
        return new Fetch(web, folder, 64L * MIB, clock);
    }

    private static Origin web(String url) {
        return new Origin.Web(URI.create(url), Optional.empty());
    }

    private Order order(Optional<String> sha256) {
        return new Order(new ObjectKey("apps", "debian"), "uid", sha256, ImageFormat.Auto, false, true, bound);
    }

    private Parcel fetched(String url) throws IOException {
        return fetched(url, Optional.empty());
    }

    private Parcel fetched(String url, Optional<String> sha256) throws IOException {
        try (Cargo cargo = fetch().run(order(sha256), web(url), Download.unwatched(_ -> {}))) {
            return cargo.parcel();
        }
    }

    static byte[] disk(int mebibytes) {
        byte[] bytes = new byte[mebibytes * MIB];
        new Random(mebibytes).nextBytes(bytes);
        return bytes;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One MiB of zstd that unpacks to zeros, and on and on. */
    private static byte[] bomb() throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream zstd = new com.github.luben.zstd.ZstdOutputStream(out, 3)) {
            byte[] some = new byte[MIB];
            new Random(1).nextBytes(some);
            java.util.Arrays.fill(some, 512, some.length, (byte) 5);
            for (int i = 0; i < 10_240; i++) {
                zstd.write(some);
            }
        }
        return out.toByteArray();
    }

    @Test
    void aFileIsFetchedAndItsChecksumCompared() throws IOException {
        byte[] disk = disk(3);
        Parcel parcel = fetched(server.serve("/disk.img", disk), Optional.of(sha256(disk)));
        assertThat(parcel.size()).isEqualTo(3 * MIB);
        assertThat(parcel.sha256()).isEqualTo(sha256(disk));
        assertThat(parcel.format()).isEqualTo(ImageFormat.Raw);
        assertThat(folder.resolve("uid.image")).hasBinaryContent(disk);
        assertThat(folder.resolve("uid.part")).doesNotExist();
    }

    @Test
    void aCutConnectionIsTakenUpWhereItWasLeft() throws IOException {
        byte[] disk = disk(4);
        String url = server.serve("/disk.img", disk);
        server.cut(2, MIB);
        assertThat(fetched(url, Optional.of(sha256(disk))).size()).isEqualTo(disk.length);
        assertThat(server.requests()).containsExactly("all", "bytes=" + MIB + "-", "bytes=" + 2 * MIB + "-");
    }

    @Test
    void theNextProcessTakesItUpToo() throws IOException {
        byte[] disk = disk(4);
        String url = server.serve("/disk.img", disk);
        server.cut(9, 0);
        server.cut(1, MIB, () -> server.cut(9, 0));
        assertThatThrownBy(() -> fetched(url)).hasMessage("127.0.0.1 sent 1048576 of 4194304 bytes and then no more");
        server.cut(0, 0);
        server.requests().clear();
        assertThat(fetched(url, Optional.of(sha256(disk))).sha256()).isEqualTo(sha256(disk));
        assertThat(server.requests()).containsExactly("bytes=" + MIB + "-");
    }

    @Test
    void aSourceThatChangesUnderUsIsFetchedFromItsStart() throws IOException {
        byte[] next = disk(5);
        String url = server.serve("/disk.img", disk(4));
        server.cut(1, MIB, () -> server.serve("/disk.img", next));
        assertThat(fetched(url, Optional.of(sha256(next))).size()).isEqualTo(next.length);
        assertThat(folder.resolve("uid.image")).hasBinaryContent(next);
    }

    @Test
    void aServerThatGoesOnWithAnotherVersionIsFoundOut() throws IOException {
        byte[] next = disk(4);
        next[0] = (byte) (next[0] + 1); // of the same length
        String url = server.serve("/disk.img", disk(4));
        server.deafToIfRange();
        server.cut(1, MIB, () -> server.serve("/disk.img", next));
        fetched(url);
        assertThat(folder.resolve("uid.image")).hasBinaryContent(next);
        assertThat(server.requests()).containsExactly("all", "bytes=" + MIB + "-", "all");
    }

    @Test
    void aWrongChecksumLeavesNothing() {
        byte[] disk = disk(1);
        String url = server.serve("/disk.img", disk);
        assertThatThrownBy(() -> fetched(url, Optional.of("00".repeat(32))))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.permanent()).isTrue())
                .hasMessageContaining("has the sha256 " + sha256(disk))
                .hasMessageContaining("nothing was imported");
        assertThat(folder.resolve("uid.part")).doesNotExist();
        assertThat(folder.resolve("uid.image")).doesNotExist();
    }

    @Test
    void aBombIsStoppedByTheRoomThereIs() throws IOException {
        byte[] bomb = bomb();
        assertThat(bomb.length).as("10 GiB, packed").isLessThan(2 * MIB);
        String url = server.serve("/bomb.zst", bomb);
        assertThatThrownBy(() -> fetched(url))
                .hasMessageContaining("needs more than")
                .hasMessageContaining("work space");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString())).isEmpty();
        }
    }

    @Test
    void aFileThatIsTooLargeIsNotEvenBegun() {
        String url = server.serve("/disk.img", disk(65));
        assertThatThrownBy(() -> fetched(url)).hasMessageContaining("larger than 64Mi");
    }

    @Test
    void oneThatTurnsOutTooLargeLeavesNothing() {
        server.quietAboutLength();
        String url = server.serve("/disk.img", disk(65));
        assertThatThrownBy(() -> fetched(url)).hasMessageContaining("larger than 64Mi");
        assertThat(folder.resolve("uid.part")).doesNotExist();
        assertThat(folder.resolve("uid.part.note")).doesNotExist();
    }

    @Test
    void nothingButZerosIsBoundedByTheStorage() throws IOException {
        bound = new Order.Bound(50L * MIB, "storage nas has free");
        String url = server.serve("/zeros.zst", com.github.luben.zstd.Zstd.compress(new byte[51 * MIB]));
        assertThatThrownBy(() -> fetched(url))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NoCapacity))
                .hasMessage("unpacked, the image is larger than 50Mi, the most that storage nas has free");
        assertThat(folder.resolve("uid.image")).doesNotExist();
        bound = new Order.Bound(51L * MIB, "storage nas has free");
        assertThat(fetched(url).size()).isEqualTo(51 * MIB);
    }

    /** An hour and more within seconds. */
    private static Clock hasty() {
        Instant start = Instant.now();
        long from = System.nanoTime();
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneId.of("UTC");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return start.plusNanos(600 * (System.nanoTime() - from));
            }
        };
    }

    @Test
    void aSourceThatOnlyDripsIsGivenUp() {
        clock = hasty();
        server.drip();
        String url = server.serve("/disk.img", disk(2));
        assertThatThrownBy(() -> fetched(url))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.permanent()).isFalse())
                .hasMessageContaining("127.0.0.1 sends less than 1Mi a minute");
        assertThat(folder.resolve("uid.part")).exists();
    }

    @Test
    void aSourceThatNeverAnswersIsGivenUp() throws IOException {
        clock = hasty();
        try (var mute = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> fetched("http://127.0.0.1:" + mute.getLocalPort() + "/disk.img"))
                    .hasMessageContaining("127.0.0.1 sends less than 1Mi a minute (0 bytes");
        }
    }

    @Test
    void aByteAConnectionIsNoProgress() {
        String url = server.serve("/disk.img", disk(1));
        server.cut(9, 1);
        assertThatThrownBy(() -> fetched(url)).hasMessage("127.0.0.1 sent 4 of 1048576 bytes and then no more");
    }

    @Test
    void withoutALengthOnlyChunksTellTheEnd() throws IOException {
        byte[] disk = disk(2);
        server.quietAboutLength();
        assertThat(fetched(server.serve("/disk.img", disk)).size()).isEqualTo(disk.length);
    }

    static Stream<Arguments> elsewhere() {
        return Stream.of(
                Arguments.of("http://169.254.169.254/latest/meta-data", "169.254.169.254 is a link-local address"),
                Arguments.of("http://api.default.svc/", "is a name of this cluster"),
                Arguments.of("http://kubernetes.default.svc.cluster.local/", "is a name of this cluster"),
                Arguments.of("http://[::ffff:169.254.169.254]/", "link-local"),
                Arguments.of("http://0.0.0.0/", "the unspecified address"),
                Arguments.of("file:///etc/passwd", "redirects to where it is not followed"),
                Arguments.of("ftp://198.51.100.1/x", "redirects to where it is not followed"),
                Arguments.of("http://somebody:secret@198.51.100.1/", "redirects to where it is not followed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("elsewhere")
    void aRedirectLeadsToNoForbiddenPlace(String to, String sentence) {
        String url = server.redirect("/disk.img", to);
        assertThatThrownBy(() -> fetched(url))
                .isInstanceOf(FetchException.class)
                .message()
                .contains(sentence)
                .doesNotContain("secret");
    }

    @Test
    void fiveRedirectsAreFollowedAndNoMore() throws IOException {
        byte[] disk = disk(1);
        server.serve("/r0", disk);
        for (int hop = 1; hop <= 6; hop++) {
            server.redirect("/r" + hop, "/r" + (hop - 1));
        }
        assertThat(fetched(server.url("/r5")).size()).isEqualTo(disk.length);
        assertThatThrownBy(() -> fetched(server.url("/r6"))).hasMessageContaining("redirects more than 5 times");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> fetched(server.url("/nothing?token=secret")))
                .hasMessage("127.0.0.1 answers with HTTP status 404: check source.url");
        assertThatThrownBy(() -> fetched("http://127.0.0.1:1/x"))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.permanent()).isFalse())
                .hasMessageContaining("does not answer");
    }

    @Test
    void aWebPageIsNoDisk() {
        byte[] page = "<!DOCTYPE html><html>not found</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThatThrownBy(() -> fetched(server.serve("/disk.img", page))).hasMessageContaining("are a web page");
    }

    @Test
    void twoRunsOfOneImageDoNotWriteToOneFile() throws IOException {
        byte[] disk = disk(2);
        String url = server.serve("/disk.img", disk);
        server.cut(1, MIB, () -> assertThatThrownBy(() -> fetched(url)).hasMessageContaining("still at this image"));
        assertThat(fetched(url, Optional.of(sha256(disk))).size()).isEqualTo(disk.length);
    }
}
