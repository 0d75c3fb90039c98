package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.egress.Cidr;
import io.xcpoperator.operator.platform.egress.EgressPolicy;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has his turn in the work folder, and what is left there. */
class ImportsTest {
    private static final int MIB = 1 << 20;
    private static final VdiRef DISK = new VdiRef("disk");

    @TempDir
    private Path folder;

    private final ImageServer server = new ImageServer();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final ConcurrentLinkedQueue<ObjectKey> rung = new ConcurrentLinkedQueue<>();
    private final Clock clock = new Clock() {
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
            return now.get();
        }
    };

    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        server.close();
    }

    private Imports imports(int roomInMebibytes) {
        var egress = new EgressPolicy(List.of(Cidr.parse("127.0.0.0/8")), List.of());
        var web = new WebFile(egress, WebTrust.operators());
        return new Imports(new Fetch(web, folder, (long) roomInMebibytes * MIB, clock), clock, rung::add);
    }

    private static void fetch(Imports imports, String uid, String url) {
        imports.fetch(order(uid), new Origin.Web(URI.create(url), Optional.empty()));
    }

    private static Order order(String uid) {
        return new Order(
                new ObjectKey("apps", uid),
                uid,
                Optional.empty(),
                ImageFormat.Auto,
                false,
                true,
                new Order.Bound(1L << 40, "storage nas takes"));
    }

    private void fetched(Imports imports, String uid, int mebibytes) {
        fetch(imports, uid, server.serve("/" + uid, FetchTest.disk(mebibytes)));
        await().atMost(Lab.PATIENCE).until(() -> imports.state(uid) instanceof RunState.Fetched);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsFetchedAndWaitsHoldsUpNobody() {
        Imports imports = imports(64);
        for (String uid : List.of("a", "b", "c", "d")) {
            // asked again, as a reconciler does, until the thread before has ended
            String url = server.serve("/" + uid, FetchTest.disk(1));
            await().atMost(Lab.PATIENCE).until(() -> {
                now.updateAndGet(at -> at.plusSeconds(1));
                if (imports.state(uid) instanceof RunState.Idle || imports.state(uid) instanceof RunState.Queued) {
                    fetch(imports, uid, url);
                }
                return imports.state(uid) instanceof RunState.Fetched;
            });
        }
    }

    @Test
    void theThirdToSendWaitsAndIsRungWhenOneEnds() {
        Imports imports = imports(64);
        for (String uid : List.of("a", "b", "c")) {
            fetched(imports, uid, 1);
            imports.made(uid, DISK);
        }
        for (String uid : List.of("a", "b")) {
            await().atMost(Lab.PATIENCE).until(() -> sends(imports, uid) && sending(imports, uid));
        }
        assertThat(imports.send(
                        "c",
                        DISK,
                        () -> {
                            throw new AssertionError("no task is made for what does not begin");
                        },
                        _ -> {}))
                .isFalse();
        rung.clear();
        release.countDown();
        await().atMost(Lab.PATIENCE).until(() -> rung.contains(new ObjectKey("apps", "c")));
        await().atMost(Lab.PATIENCE).until(() -> sends(imports, "c"));
    }

    private boolean sends(Imports imports, String uid) {
        return imports.send(uid, DISK, () -> new TaskRef("task"), _ -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static boolean sending(Imports imports, String uid) {
        return imports.state(uid) instanceof RunState.Sending;
    }

    @Test
    void aThirdIsFetchedOnceOneOfTwoHasEnded() {
        Imports imports = imports(64);
        server.cut(2, 0, () -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        fetch(imports, "a", server.serve("/a", FetchTest.disk(1)));
        fetch(imports, "b", server.serve("/b", FetchTest.disk(1)));
        String third = server.serve("/c", FetchTest.disk(1));
        assertThat(imports.hasTurn(new ObjectKey("apps", "d"), "d"))
                .as("a pod would only wait")
                .isFalse();
        assertThat(imports.state("d")).isInstanceOf(RunState.Queued.class);
        fetch(imports, "c", third);
        assertThat(imports.state("c"))
                .isEqualTo(new RunState.Queued(
                        "two other images come first", now.get().plusSeconds(15)));
        rung.clear();
        release.countDown();
        await().atMost(Lab.PATIENCE).until(() -> rung.contains(new ObjectKey("apps", "c")));
        await().atMost(Lab.PATIENCE).until(() -> rung.contains(new ObjectKey("apps", "d")));
        assertThat(imports.hasTurn(new ObjectKey("apps", "d"), "d")).isTrue();
        assertThat(imports.state("c"))
                .as("it may be tried at once")
                .isEqualTo(new RunState.Queued("two other images come first", now.get()));
    }

    @Test
    void allTogetherTakeTheRoomOfTwoAndWhatOnlyWaitsMakesRoom() throws IOException {
        Imports imports = imports(4);
        fetched(imports, "a", 3);
        fetched(imports, "b", 1);
        fetch(imports, "c", server.serve("/c", FetchTest.disk(2)));
        await("3 + 1 + 4 is all there is")
                .atMost(Lab.PATIENCE)
                .until(() -> imports.state("c") instanceof RunState.Fetched);
        String fourth = server.serve("/d", FetchTest.disk(4));
        await().atMost(Lab.PATIENCE).until(() -> {
            fetch(imports, "d", fourth);
            return imports.state("d") instanceof RunState.Queued(String why, var _)
                    && why.equals("the work folder is full with images that come first");
        });
        assertThat(imports.state("a")).as("it has its turn").isInstanceOf(RunState.Fetched.class);
        now.set(now.get().plus(Duration.ofMinutes(1)));
        fetch(imports, "d", fourth);
        await().atMost(Lab.PATIENCE).until(() -> imports.state("d") instanceof RunState.Fetched);
        assertThat(imports.state("a"))
                .isInstanceOfSatisfying(
                        RunState.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(Reason.NoCapacity));
        assertThat(files()).doesNotContain("a.image").contains("d.image");
    }

    @Test
    void whatTheStorageDidNotTakeIsNotKept() throws IOException {
        Imports imports = imports(64);
        fetched(imports, "a", 1);
        assertThat(files()).contains("a.image");
        imports.failed(new ObjectKey("apps", "a"), "a", Reason.ImportFailed, "no", false);
        assertThat(files()).doesNotContain("a.image", "a.part");
    }

    @Test
    void aFileThatWillNotDoIsNotKept() throws IOException {
        Imports imports = imports(1);
        server.quietAboutLength();
        fetch(imports, "large", server.serve("/large", FetchTest.disk(2)));
        await().atMost(Lab.PATIENCE).until(() -> imports.state("large") instanceof RunState.Failed);
        assertThat(files()).doesNotContain("large.part", "large.image");
    }

    @Test
    void thePartOfAFileThatMayGoOnIsKept() throws IOException {
        Imports imports = imports(1);
        server.cut(9, 1000);
        fetch(imports, "cut", server.serve("/cut", FetchTest.disk(1)));
        await().atMost(Lab.PATIENCE).until(() -> imports.state("cut") instanceof RunState.Failed);
        assertThat(files()).contains("cut.part");
    }

    @Test
    void whatIsOfNoImageIsSweptOnceAndAPartThatMayGoOnIsKept() throws IOException {
        for (String name : List.of(
                "gone.part",
                "gone.part.note",
                "gone.image",
                "gone.lock",
                "here.part",
                "here.part.note",
                "here.image",
                "notes.txt")) {
            Files.writeString(folder.resolve(name), "x");
        }
        Imports imports = imports(64);
        imports.sweep(() -> Set.of("here"));
        assertThat(files())
                .contains("here.part", "here.part.note", "notes.txt")
                .noneMatch(file -> file.startsWith("gone") || file.endsWith(".image"));
        imports.sweep(() -> {
            throw new AssertionError("once is enough");
        });
    }
}
