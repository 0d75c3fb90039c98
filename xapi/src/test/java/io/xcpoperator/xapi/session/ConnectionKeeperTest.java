package io.xcpoperator.xapi.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.xapi.ConnectionState;
import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.errors.PoolUnavailableException;
import io.xcpoperator.xapi.tls.PoolTrust;
import io.xcpoperator.xapi.tls.TrustMode;
import io.xcpoperator.xapi.types.PoolUuid;
import io.xcpoperator.xapi.types.SessionRef;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Reply;
import io.xcpoperator.xapi.wire.Wire;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever is told of a connection may use the keeper, from any thread. */
@Timeout(30)
class ConnectionKeeperTest {
    private final BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
    private final ConnectionKeeper keeper =
            new ConnectionKeeper("home", Clock.systemUTC(), new PoolTrust(new TrustMode.Insecure()), new Always());

    /** Connects at once, to nobody. */
    private static final class Always implements ConnectionKeeper.Connector {
        private final AtomicInteger open = new AtomicInteger();

        @Override
        public Connection connect() {
            open.incrementAndGet();
            return new Connection(
                    new PoolUuid("6d579ecc-6a6c-4c45-8cd7-893d42fa8a2a"),
                    new Endpoint("127.0.0.1", 443, false),
                    new Nobody(),
                    new SessionRef("OpaqueRef:session"));
        }

        @Override
        public void end(Connection connection) {
            open.decrementAndGet();
        }
    }

    private record Nobody() implements Wire {
        @Override
        public Reply call(String method, List<?> parameters, CallBudget budget) {
            throw new IllegalStateException("nobody is called");
        }

        @Override
        public void close() {}
    }

    /** A close that falls between a login and its taking into use once left a session open. */
    @Test
    void everyConnectionIsEndedWhateverMomentItIsClosedAt() throws InterruptedException {
        for (int i = 0; i < 3_000; i++) {
            Always connector = new Always();
            ConnectionKeeper closing =
                    new ConnectionKeeper("home", Clock.systemUTC(), new PoolTrust(new TrustMode.Insecure()), connector);
            Thread running = closing.start();
            if (i % 2 == 0) {
                Thread.yield();
            }
            closing.close();
            running.join();
            assertThat(connector.open).as("connections left open, round %d", i).hasValue(0);
        }
    }

    private static boolean isUp(ConnectionState state) {
        return state instanceof ConnectionState.Connected;
    }

    private void lose() {
        keeper.current()
                .ifPresent(stale -> keeper.lost(
                        stale,
                        new PoolUnavailableException(
                                "home", "call", keeper.state().since())));
    }

    private boolean next() throws InterruptedException {
        Boolean up = told.poll(20, TimeUnit.SECONDS);
        assertThat(up).as("told in time").isNotNull();
        return up;
    }

    @AfterEach
    void end() {
        keeper.close();
    }

    @Test
    void aListenerMayCallBackFromAnotherThreadAndWaitForTheAnswer() throws InterruptedException {
        keeper.listen(state -> {
            Thread asking = Thread.ofVirtual().start(() -> {
                keeper.current();
                keeper.tryNow();
            });
            join(asking);
            told.add(isUp(state));
        });
        keeper.start();
        assertThat(next()).as("connected").isTrue();
        lose();
        assertThat(next()).as("lost").isFalse();
        assertThat(next()).as("connected again").isTrue();
    }

    @Test
    void whatAListenerChangesIsToldToAllAfterWhatItWasToldItself() throws InterruptedException {
        Queue<Boolean> first = new ConcurrentLinkedQueue<>();
        keeper.listen(state -> {
            first.add(isUp(state));
            if (first.size() == 1) {
                lose();
            }
        });
        keeper.listen(state -> told.add(isUp(state)));
        keeper.start();
        assertThat(List.of(next(), next(), next())).containsExactly(true, false, true);
        assertThat(first).containsExactly(true, false, true);
    }

    @Test
    void aListenerThatFailsKeepsNobodyFromBeingTold() throws InterruptedException {
        keeper.listen(_ -> {
            throw new IllegalStateException("no");
        });
        keeper.listen(state -> told.add(isUp(state)));
        keeper.start();
        assertThat(next()).isTrue();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
