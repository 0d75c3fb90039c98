package io.xcpoperator.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.xapi.ConnectionState.Connected;
import io.xcpoperator.xapi.ConnectionState.NotConnected;
import io.xcpoperator.xapi.errors.BusyException;
import io.xcpoperator.xapi.errors.ForbiddenCallException;
import io.xcpoperator.xapi.errors.InvalidArgumentException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.WriteRefusedException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.Freshness;
import io.xcpoperator.xapi.events.MarkIndex;
import io.xcpoperator.xapi.records.NewVdi;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.PoolRef;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Reply;
import io.xcpoperator.xapi.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BadDaysTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private final Simulator simulator = Simulator.builder().start();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        simulator.faults().clear();
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

    private PoolClient open() {
        return open(Pools.settings(simulator), Pools.hooks());
    }

    private static VmRef someVm(PoolClient client) {
        return client.mirror().view().vms().stream()
                .filter(VmRecord::isATemplate)
                .findFirst()
                .orElseThrow()
                .ref();
    }

    private static SrRecord shared(PoolClient client) {
        return client.mirror().view().srs().stream()
                .filter(sr -> sr.shared() && !sr.contentType().equals("iso"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCallTooManyIsBusyAndNotQueued() {
        PoolClient client =
                open(Pools.settings(simulator).withLimits(Limits.STANDARD.withConcurrency(1, 4)), Pools.hooks());
        VmRef vm = someVm(client);
        simulator.faults().latency("VM.get_record", Duration.ofSeconds(2));
        long before = simulator.calls().of("VM.get_record");
        Thread first = Thread.ofVirtual().start(() -> client.calls().vm().getRecord(vm));
        await().until(() -> simulator.calls().of("VM.get_record") > before);
        assertThatThrownBy(() -> client.calls().vm().getPowerState(vm))
                .isInstanceOfSatisfying(
                        BusyException.class,
                        e -> assertThat(e.classification().reason()).isEqualTo("PoolBusy"));
        await().atMost(SOON).until(() -> !first.isAlive());
        client.calls().vm().getPowerState(vm);
    }

    @Test
    void aTaskIsRefusedBeforeItStartsOrStartedAndMarkedWhole() {
        PoolClient client =
                open(Pools.settings(simulator).withLimits(Limits.STANDARD.withConcurrency(1, 4)), Pools.hooks());
        VmRef vm = someVm(client);
        simulator.faults().latency("VM.clone", Duration.ofSeconds(2));
        long before = simulator.calls().of("VM.clone");
        var marked = new AtomicReference<TaskRef>();
        Thread first = Thread.ofVirtual()
                .start(() -> marked.set(
                        client.calls().tasks(Map.of("whose", "mine")).vm().clone(vm, "copy")));
        await().until(() -> simulator.calls().of("VM.clone") > before);
        assertThatThrownBy(() -> client.calls().tasks(Map.of()).vm().clone(vm, "another"))
                .isInstanceOf(BusyException.class);
        await().atMost(SOON).until(() -> !first.isAlive());
        assertThat(simulator.calls().of("VM.clone")).isEqualTo(before + 1);
        assertThat(client.calls().task().getRecord(marked.get()).otherConfig()).containsEntry("whose", "mine");
    }

    @Test
    void theGateStopsWritesAndLetsReadsThrough() {
        List<String> asked = new CopyOnWriteArrayList<>();
        PoolClient client = open(Pools.settings(simulator), Pools.hooks().withWrites(method -> {
            asked.add(method);
            return Optional.of("LeaseLost");
        }));
        VmRef vm = someVm(client);
        client.calls().vm().getRecord(vm);
        assertThatThrownBy(() -> client.calls().vm().setNameLabel(vm, "x"))
                .isInstanceOfSatisfying(
                        WriteRefusedException.class, e -> assertThat(e.reason()).isEqualTo("LeaseLost"));
        assertThatThrownBy(() -> client.calls().tasks(Map.of()).vm().start(vm, false))
                .isInstanceOf(WriteRefusedException.class);
        assertThat(asked).containsExactly("VM.set_name_label", "Async.VM.start");
        assertThat(simulator.calls().writes()).isZero();
    }

    @Test
    void aWriteWhoseAnswerWasCutHappenedOnceAndIsOfUnknownOutcome() {
        PoolClient client = open();
        SrRecord sr = shared(client);
        simulator.faults().cutAfter("VDI.create", 1);
        assertThatThrownBy(() -> client.calls().vdi().create(NewVdi.disk("once", sr.ref(), 1 << 30, Map.of())))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.outcomeUnknown()).isTrue());
        assertThat(client.state()).isInstanceOf(Connected.class);
        assertThat(client.mirror().barrier(SOON).vdisNamed("once")).hasSize(1);
    }

    @Test
    void aReadWhoseConnectionWasCutIsMadeAgain() {
        PoolClient client = open();
        VmRef vm = someVm(client);
        simulator.faults().cutBefore("VM.get_record", 1);
        assertThat(client.calls().vm().getRecord(vm).isATemplate()).isTrue();
    }

    @Test
    void aWriteThatTimesOutIsOfUnknownOutcome() {
        Duration second = Duration.ofSeconds(1);
        PoolClient client = open(
                Pools.settings(simulator)
                        .withLimits(Limits.STANDARD.withTimeouts(second, second, SOON, Duration.ofSeconds(30))),
                Pools.hooks());
        VmRef vm = someVm(client);
        simulator.faults().latency("VM.set_name_label", Duration.ofSeconds(4));
        assertThatThrownBy(() -> client.calls().vm().setNameLabel(vm, "late"))
                .isInstanceOfSatisfying(TransportException.class, e -> {
                    assertThat(e.kind()).isEqualTo(TransportException.Kind.TIMEOUT);
                    assertThat(e.outcomeUnknown()).isTrue();
                });
    }

    @Test
    void errorsOfThePoolKeepCodeParametersAndCall() {
        PoolClient client = open();
        assertThatThrownBy(() -> client.calls().vm().getRecord(new VmRef("OpaqueRef:nobody")))
                .isInstanceOfSatisfying(XapiException.class, e -> {
                    assertThat(e.code()).isEqualTo("HANDLE_INVALID");
                    assertThat(e.parameters()).containsExactly("VM", "OpaqueRef:nobody");
                    assertThat(e.call()).isEqualTo("VM.get_record");
                    assertThat(e.pool()).isEqualTo("home");
                    assertThat(e.classification().reason()).isEqualTo("ObjectGone");
                });
        assertThatThrownBy(() -> client.calls().vm().setNameLabel(someVm(client), "bell\u0007"))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void aForbiddenKeyNeverReachesThePool() {
        PoolClient client = open();
        PoolRef pool = client.mirror().view().pool().orElseThrow().ref();
        assertThatThrownBy(() -> client.calls().pool().addToOtherConfig(pool, "xo:clientInfo:us", "x"))
                .isInstanceOf(ForbiddenCallException.class);
        assertThat(simulator.calls().writes()).isZero();
    }

    /** Lets some calls through and cuts everything after. */
    private static final class CutAt implements Wire {
        private final Wire wire;
        private final AtomicInteger left;

        CutAt(Wire wire, AtomicInteger left) {
            this.wire = wire;
            this.left = left;
        }

        @Override
        public Reply call(String method, List<?> parameters, CallBudget budget) {
            if (left.getAndDecrement() <= 0) {
                throw new TransportException("home", method, TransportException.Kind.CONNECT, false, "cut by the test");
            }
            return wire.call(method, parameters, budget);
        }

        @Override
        public void close() {
            wire.close();
        }
    }

    @Test
    void everyCallGoesThroughTheSeamThatCrashTestsCut() {
        AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
        PoolClient client = open(Pools.settings(simulator), Pools.hooks().withWires(wire -> new CutAt(wire, left)));
        VmRef vm = someVm(client);
        left.set(1);
        client.calls().vm().getRecord(vm);
        assertThatThrownBy(() -> client.calls().vm().setNameLabel(vm, "x")).isInstanceOf(TransportException.class);
        await().atMost(SOON).until(() -> client.state() instanceof NotConnected);
        assertThat(simulator.calls().writes()).isZero();
    }

    @Test
    void whileThePoolIsDownTheViewStaysAndSaysSinceWhen() {
        PoolClient client = open();
        int hosts = client.mirror().view().hosts().size();
        simulator.faults().hosts().restartToolstack(Duration.ofSeconds(6));
        await().atMost(SOON).until(() -> client.state() instanceof NotConnected);
        await().atMost(SOON).until(() -> client.mirror().freshness() instanceof Freshness.Stale);
        assertThat(client.mirror().view().hosts()).hasSize(hosts);
        Pools.awaitFollowing(client);
        assertThat(client.state().reconnects()).isPositive();
    }

    @Test
    void aRedirectToWhatIsNoAddressIsNotFollowedAndStopsNothing() {
        simulator.faults().fail("pool.get_all", 2, "HOST_IS_SLAVE", "evil host/?#");
        PoolClient client = PoolClient.open(Pools.settings(simulator), Pools.hooks());
        opened.add(client);
        await().atMost(SOON)
                .until(() -> client.state() instanceof NotConnected now
                        && now.reason().isPresent());
        Pools.awaitFollowing(client);
    }

    @Test
    void aMarkThatCannotBeReadIsNotFoundByAndHindersNothingElse() {
        MarkIndex picky = new MarkIndex("picky", value -> value.substring(5));
        PoolClient client = open(Pools.settings(simulator).withMarks(List.of(picky)), Pools.hooks());
        VmRef vm = someVm(client);
        client.calls().vm().addToOtherConfig(vm, "picky", "x");
        assertThat(client.mirror().barrier(SOON).vm(vm).orElseThrow().otherConfig())
                .containsEntry("picky", "x");
        assertThat(client.mirror().view().vmsMarked(picky, "x")).isEmpty();
        client.calls().vm().removeFromOtherConfig(vm, "picky");
        client.calls().vm().addToOtherConfig(vm, "picky", "very good");
        assertThat(client.mirror().barrier(SOON).vmsMarked(picky, "good")).hasSize(1);
        assertThat(client.mirror().freshness()).isInstanceOf(Freshness.Following.class);
    }

    @Test
    void aChangedPasswordIsUsedAtOnce() {
        PoolClient client = open();
        simulator.faults().hosts().changePassword("rotated");
        simulator.faults().hosts().expireSessions();
        await().atMost(SOON).until(() -> client.state() instanceof NotConnected);
        client.use(new Credentials("root", new Secret("rotated")));
        Pools.awaitFollowing(client);
    }

    @Test
    void aNewLoginIsTriedOnceBesideTheSessionAndTakesItsPlaceOnlyWhenItIsGood() {
        PoolClient client = open();
        long logins = simulator.calls().of("session.login_with_password");
        client.use(new Credentials("root", new Secret("wrong")));
        await().atMost(SOON)
                .until(() -> client.state() instanceof Connected up
                        && up.refusal()
                                .filter(why -> why.is("SESSION_AUTHENTICATION_FAILED"))
                                .isPresent());
        client.calls().vm().addToOtherConfig(someVm(client), "still", "works");

        simulator.faults().hosts().changePassword("rotated");
        client.use(new Credentials("root", new Secret("rotated")));
        await().atMost(SOON)
                .until(() ->
                        client.state() instanceof Connected up && up.refusal().isEmpty());
        await().atMost(SOON).until(() -> simulator.calls().of("session.logout") == 1);
        client.calls().vm().addToOtherConfig(someVm(client), "works", "on");
        Pools.awaitFollowing(client);
        assertThat(simulator.calls().of("session.login_with_password")).isEqualTo(logins + 2);
    }

    @Test
    void closingLogsOutAndLeavesNoThreadBehind() {
        PoolClient client = Pools.open(Pools.settings(simulator), Pools.hooks());
        long before = simulator.calls().of("session.logout");
        client.close();
        assertThat(simulator.calls().of("session.logout")).isEqualTo(before + 1);
        await().atMost(SOON)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().contains("HttpClient")
                                && thread.getName().contains("Selector")));
    }
}
