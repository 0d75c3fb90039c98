package io.xcpoperator.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.WriteRefusedException;
import io.xcpoperator.xapi.records.NewVdi;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.streams.DiskUpload;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.TaskStatus;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes of a disk, on their way to a pool. */
class UploadTest {
    private static final int MIB = 1 << 20;

    private final Simulator simulator = Simulator.builder().start();
    private PoolClient client = Pools.open(Pools.settings(simulator));

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    private SrRecord storage() {
        return client.mirror().view().srs().stream()
                .filter(sr -> sr.nameLabel().equals("nas-vms"))
                .findFirst()
                .orElseThrow();
    }

    private VdiRef disk(long size) {
        return client.calls().vdi().create(NewVdi.disk("image", storage().ref(), size, Map.of()));
    }

    private byte[] content(VdiRef disk, long offset, int length) {
        VdiUuid uuid = client.calls().vdi().getRecord(disk).uuid();
        return simulator.disks().read(uuid.value(), offset, length);
    }

    private static DiskUpload upload(VdiRef disk, TaskRef task, byte[] bytes) {
        return upload(disk, task, bytes, bytes.length);
    }

    private static DiskUpload upload(VdiRef disk, TaskRef task, byte[] bytes, long length) {
        return new DiskUpload(disk, task, DiskUpload.Form.RAW, length, () -> new ByteArrayInputStream(bytes), _ -> {});
    }

    private TaskRef task() {
        return client.calls().task().create("import", "");
    }

    private TaskStatus status(TaskRef task) {
        return client.calls().task().getRecord(task).status();
    }

    private static byte[] sevens(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }

    static Stream<Endpoint> ways() {
        return Stream.of(Endpoint.plain("unused", 1), Endpoint.parse("unused"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void arriveWhole(Endpoint way) {
        if (!way.plaintext()) {
            client.close();
            client = Pools.open(Pools.settings(
                    Endpoint.parse(simulator.coordinator().https().getAuthority())));
        }
        VdiRef disk = disk(8 * MIB);
        TaskRef task = task();
        var sent = new AtomicLong();
        byte[] bytes = sevens(5 * MIB + 17);
        client.uploads()
                .send(new DiskUpload(
                        disk,
                        task,
                        DiskUpload.Form.RAW,
                        bytes.length,
                        () -> new ByteArrayInputStream(bytes),
                        sent::set));
        assertThat(status(task)).isEqualTo(TaskStatus.SUCCESS);
        assertThat(sent.get()).isEqualTo(bytes.length);
        assertThat(content(disk, 5 * MIB + 16, 2)).containsExactly(7, 0);
    }

    @Test
    void goToTheMemberThatHasTheStorage() {
        VdiRef disk = disk(4 * MIB);
        unplugOnTheCoordinator();
        TaskRef task = task();
        client.uploads().send(upload(disk, task, sevens(4 * MIB)));
        assertThat(status(task)).isEqualTo(TaskStatus.SUCCESS);
        assertThat(content(disk, 4 * MIB - 1, 1)).containsExactly(7);
    }

    private void unplugOnTheCoordinator() {
        String coordinator = simulator.coordinator().hostRef();
        client.mirror().view().pbdsOf(storage().ref()).stream()
                .filter(pbd -> pbd.host().value().equals(coordinator))
                .forEach(pbd -> simulator.direct().call("PBD.unplug", pbd.ref().value()));
    }

    @Test
    void goToNobodyElse() {
        VdiRef disk = disk(4 * MIB);
        simulator
                .faults()
                .answerRaw(
                        "PUT.import_raw_vdi",
                        "HTTP/1.1 302 Found\r\nLocation: https://198.51.100.7/import_raw_vdi\r\nContent-Length: 0\r\n\r\n");
        assertThatThrownBy(() -> client.uploads().send(upload(disk, task(), sevens(MIB))))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("a host refers to 198.51.100.7, which is no member of the pool");
    }

    @Test
    void logInAgainWhenTheSessionIsGone() {
        VdiRef disk = disk(4 * MIB);
        TaskRef task = task();
        simulator.faults().hosts().expireSessions();
        client.uploads().send(upload(disk, task, sevens(MIB)));
        assertThat(status(task)).isEqualTo(TaskStatus.SUCCESS);
    }

    @Test
    void sayWhenTheyAreCut() {
        VdiRef disk = disk(64 * MIB);
        TaskRef task = task();
        simulator.faults().cutUploads(3 * MIB, 1);
        assertThatThrownBy(() -> client.uploads().send(upload(disk, task, sevens(64 * MIB))))
                .isInstanceOf(PoolException.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> status(task) == TaskStatus.FAILURE);
    }

    @Test
    void endWithTheirSource() {
        VdiRef disk = disk(4 * MIB);
        TaskRef task = task();
        assertThatThrownBy(() -> client.uploads().send(upload(disk, task, sevens(MIB), 2 * MIB)))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseInstanceOf(IOException.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> status(task) == TaskStatus.FAILURE);
    }

    @Test
    void stopWhenTheThreadIsInterrupted() throws InterruptedException {
        VdiRef disk = disk(64 * MIB);
        TaskRef task = task();
        simulator.faults().latency("PUT.import_raw_vdi", Duration.ofMinutes(5));
        Thread sender = Thread.ofVirtual().start(() -> {
            try {
                client.uploads().send(upload(disk, task, sevens(64 * MIB)));
            } catch (PoolException _) {
                // that is what is asked for
            }
        });
        sender.interrupt();
        assertThat(sender.join(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void needLeaveToWrite() {
        PoolHooks hooks = Pools.hooks().withWrites(_ -> Optional.of("NotLeading"));
        try (PoolClient follower = Pools.open(Pools.settings(simulator), hooks)) {
            assertThatThrownBy(() -> follower.uploads().send(upload(new VdiRef("x"), new TaskRef("y"), new byte[1])))
                    .isInstanceOf(WriteRefusedException.class);
        }
    }
}
