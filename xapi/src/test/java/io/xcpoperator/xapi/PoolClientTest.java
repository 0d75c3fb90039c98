package io.xcpoperator.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.xapi.ConnectionState.Connected;
import io.xcpoperator.xapi.ConnectionState.NotConnected;
import io.xcpoperator.xapi.errors.DifferentPoolException;
import io.xcpoperator.xapi.errors.PoolUnavailableException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NewVdi;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.tasks.TaskState;
import io.xcpoperator.xapi.types.PoolUuid;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PoolClientTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private final Simulator simulator = Simulator.builder().start();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        simulator.close();
    }

    private PoolClient open(PoolSettings settings, PoolHooks hooks) {
        PoolClient client = Pools.open(settings, hooks);
        opened.add(client);
        return client;
    }

    private PoolClient open(PoolSettings settings) {
        return open(settings, Pools.hooks());
    }

    private PoolClient open() {
        return open(Pools.settings(simulator));
    }

    private NotConnected refusedBy(PoolSettings settings) {
        PoolClient client = PoolClient.open(settings, Pools.hooks());
        opened.add(client);
        await().atMost(SOON)
                .until(() -> client.state() instanceof NotConnected now
                        && now.reason().isPresent());
        return (NotConnected) client.state();
    }

    private static SrRecord shared(PoolView view) {
        return view.srs().stream()
                .filter(sr -> sr.shared() && !sr.contentType().equals("iso"))
                .findFirst()
                .orElseThrow();
    }

    private static VmRecord template(PoolView view) {
        return view.vms().stream().filter(VmRecord::isATemplate).findFirst().orElseThrow();
    }

    @Test
    void logsInAndSeesThePool() {
        PoolClient client = open();
        assertThat(client.state()).isInstanceOfSatisfying(Connected.class, now -> {
            assertThat(now.pool()).isEqualTo(new PoolUuid(simulator.poolUuid()));
            assertThat(now.reconnects()).isZero();
        });
        assertThat(client.mirror().view().hosts()).hasSize(2);
        assertThat(client.mirror().view().coordinator()).isPresent();
    }

    @Test
    void aWrongPasswordIsAWaitForAPersonAndLeaksNowhere() {
        PoolSettings wrong = Pools.settings(simulator);
        NotConnected refused = refusedBy(PoolSettings.of(
                wrong.name(),
                wrong.endpoints(),
                new Credentials("root", new Secret("hunter2hunter2")),
                wrong.trust(),
                wrong.originator()));
        assertThat(refused.reason()).get().isInstanceOfSatisfying(XapiException.class, e -> {
            assertThat(e.code()).isEqualTo("SESSION_AUTHENTICATION_FAILED");
            assertThat(e.classification().reason()).isEqualTo("CredentialsRefused");
            assertThat(e.toString() + e.parameters())
                    .as("neither the password nor the user, which XAPI repeats")
                    .doesNotContain("hunter2", "root");
        });
        assertThat(Duration.between(refused.since(), refused.nextAttempt())).isGreaterThan(Duration.ofMinutes(2));
    }

    @Test
    void aMemberPointsToTheCoordinator() {
        PoolClient client =
                open(Pools.settings(Pools.plain(simulator.endpoints().get(1).http())));
        assertThat(((Connected) client.state()).coordinator()).isEqualTo(Pools.coordinator(simulator));
    }

    @Test
    void anotherPoolThanExpectedIsRefused() {
        NotConnected refused = refusedBy(Pools.settings(simulator).withExpectedPool(new PoolUuid("another")));
        assertThat(refused.reason()).get().isInstanceOf(DifferentPoolException.class);
    }

    @RepeatedTest(3)
    void logsInAgainOnceForManyCallsWhenTheSessionExpires() {
        PoolClient client = open();
        VmRecord template = template(client.mirror().view());
        long before = simulator.calls().of("session.login_with_password");
        simulator.faults().hosts().expireSessions();
        List<Boolean> answers = IntStream.range(0, 12)
                .parallel()
                .mapToObj(_ -> client.calls().vm().getRecord(template.ref()).isATemplate())
                .toList();
        assertThat(answers).containsOnly(true).hasSize(12);
        assertThat(simulator.calls().of("session.login_with_password") - before).isEqualTo(1);
        Pools.awaitFollowing(client);
    }

    @Test
    void followsTheCoordinatorWhenItMoves() {
        PoolClient client = open();
        simulator.faults().hosts().coordinator(simulator.endpoints().get(1).host());
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(client.calls().pool().getAllRecords()).hasSize(1);
            assertThat(((Connected) client.state()).coordinator()).isEqualTo(Pools.coordinator(simulator));
        });
    }

    /** A coordinator may be known to its members by an address that is not reachable from here. */
    @Test
    void findsTheCoordinatorElsewhereWhenAMembersRedirectLeadsNowhere() {
        String coordinator = simulator.endpoints().getFirst().http().getHost();
        String ref = simulator
                .direct()
                .named("host", simulator.endpoints().getFirst().host())
                .getFirst();
        simulator.direct().call("host.set_address", ref, "127.0.0.77");
        var memberIsFirst = new AtomicBoolean();
        AddressPolicy slow = address -> {
            if (address.getHostAddress().equals(coordinator) && memberIsFirst.compareAndSet(false, true)) {
                try {
                    new CountDownLatch(1).await(); // until the search has found the member
                } catch (InterruptedException _) {
                    return Optional.of("too late");
                }
            }
            return Optional.empty();
        };
        PoolClient client = PoolClient.open(
                Pools.settings(Pools.plain(simulator.endpoints().get(1).http()), Pools.coordinator(simulator)),
                Pools.hooks().withAddresses(slow));
        var failures = new CopyOnWriteArrayList<ConnectionState>();
        client.listen(state -> {
            if (state instanceof ConnectionState.NotConnected) {
                failures.add(state);
            }
        });
        opened.add(client);
        Pools.awaitFollowing(client);
        assertThat(((Connected) client.state()).coordinator()).isEqualTo(Pools.coordinator(simulator));
        assertThat(failures).as("the first attempt succeeds").isEmpty();
    }

    @Test
    void findsAnotherMemberWhenTheConfiguredHostIsGone() {
        PoolClient client = open();
        simulator.faults().hosts().down(simulator.endpoints().getFirst().host());
        simulator.faults().hosts().coordinator(simulator.endpoints().get(1).host());
        await().atMost(Duration.ofSeconds(25)).untilAsserted(() -> {
            assertThat(client.state()).isInstanceOf(Connected.class);
            assertThat(((Connected) client.state()).coordinator())
                    .isEqualTo(Pools.plain(simulator.endpoints().get(1).http()));
        });
    }

    @Test
    void callsFailAtOnceWhileNothingAnswers() {
        PoolClient client = PoolClient.open(Pools.settings(Endpoint.plain("127.0.0.1", 1)), Pools.hooks());
        opened.add(client);
        await().atMost(SOON)
                .until(() -> client.state() instanceof NotConnected now
                        && now.reason().isPresent());
        assertThatThrownBy(() -> client.calls().pool().getAllRecords()).isInstanceOf(PoolUnavailableException.class);
        assertThatThrownBy(() -> client.mirror().barrier(SOON)).isInstanceOf(PoolUnavailableException.class);
    }

    @Test
    void resynchronisesAfterARestartWithoutTellingWhatStayedTheSame() {
        PoolClient client = open();
        VmRecord template = template(client.mirror().view());
        List<Object> told = new CopyOnWriteArrayList<>();
        simulator.faults().hosts().restartToolstack();
        client.mirror()
                .listen(changes -> changes.stream()
                        .filter(change -> change.after()
                                .filter(VmRecord.class::isInstance)
                                .isPresent())
                        .forEach(told::add));
        await().atMost(Duration.ofSeconds(25))
                .until(() -> client.mirror().figures().resyncs() > 1);
        Pools.awaitFollowing(client);
        client.calls().vm().setNameLabel(template.ref(), "renamed");
        assertThat(client.mirror().barrier(SOON).vm(template.ref()))
                .get()
                .extracting(VmRecord::nameLabel)
                .isEqualTo("renamed");
        await().atMost(SOON).untilAsserted(() -> assertThat(told).hasSize(1));
    }

    @Test
    void aWriteIsSeenBehindTheBarrier() {
        PoolClient client = open();
        SrRecord sr = shared(client.mirror().view());
        for (int i = 0; i < 20; i++) {
            VdiRef disk = client.calls().vdi().create(NewVdi.disk("disk-" + i, sr.ref(), 1 << 30, Map.of("a", "b")));
            PoolView view = client.mirror().barrier(SOON);
            assertThat(view.vdi(disk)).isPresent();
            assertThat(view.vdisOf(sr.ref())).extracting(vdi -> vdi.ref()).contains(disk);
        }
    }

    @Test
    void seesThirteenHundredDeletionsOfWhichMostEventsWereLost() {
        PoolClient client = open();
        SrRecord sr = shared(client.mirror().view());
        List<String> disks = new ArrayList<>();
        for (int i = 0; i < 1300; i++) {
            disks.add(simulator
                    .direct()
                    .text("VDI.create", NewVdiMap.of("gone-" + i, sr.ref().value())));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> client.mirror().view().vdisOf(sr.ref()).size() >= 1300);
        simulator.faults().latency("event.from", Duration.ofMillis(1500));
        disks.forEach(disk -> simulator.direct().call("VDI.destroy", disk));
        simulator.faults().clear();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> client.mirror().view().vdisNamed("gone-7").isEmpty()
                        && client.mirror().view().vdisOf(sr.ref()).size() < 10);
    }

    @Test
    void aTaskIsMarkedAndFoundAgainWithItsResult() {
        PoolClient client = open();
        SrRecord sr = shared(client.mirror().view());
        TaskRef task = client.calls()
                .tasks(Map.of("xcp-operator.io/operation", "make-disk"))
                .vdi()
                .create(NewVdi.disk("data", sr.ref(), 1 << 30, Map.of()));
        await().atMost(SOON).untilAsserted(() -> {
            PoolView view = client.mirror().barrier(SOON);
            assertThat(TaskState.of(view.task(task)))
                    .isInstanceOfSatisfying(
                            TaskState.Succeeded.class,
                            done -> assertThat(view.vdisNamed("data"))
                                    .singleElement()
                                    .satisfies(disk -> assertThat(done.first())
                                            .hasValue(disk.ref().value())));
            assertThat(view.task(task))
                    .get()
                    .satisfies(record ->
                            assertThat(record.otherConfig()).containsEntry("xcp-operator.io/operation", "make-disk"));
        });
    }

    @Test
    void atRestAPoolCostsOneLongPoll() {
        List<String> methods = new CopyOnWriteArrayList<>();
        PoolClient client =
                open(Pools.settings(simulator), Pools.hooks().withListener((method, _, _) -> methods.add(method)));
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(20))
                .until(() -> methods.stream()
                                .filter(method -> method.equals("event.from"))
                                .count()
                        <= 3);
        assertThat(client.mirror().figures().resyncs()).isEqualTo(1);
    }
}
