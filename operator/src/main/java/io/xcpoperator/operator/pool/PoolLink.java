package io.xcpoperator.operator.pool;

import io.xcpoperator.xapi.ConnectionState;
import io.xcpoperator.xapi.PoolClient;
import io.xcpoperator.xapi.events.Freshness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One open connection: the client, what it was opened with, and when its state last changed. */
final class PoolLink {
    /** A state and when it was reached, from which "next attempt in" is told without moving on by itself. */
    record Seen(ConnectionState state, Instant at) {
        Duration nextAttemptIn() {
            return state instanceof ConnectionState.NotConnected lost
                    ? Duration.between(at, lost.nextAttempt())
                    : Duration.ZERO;
        }
    }

    private final String resourceUid;
    private final PoolClient client;
    private final ManagerClaim manager;
    private final AtomicReference<LinkSettings> settings;
    private final AtomicReference<Seen> seen;
    private volatile Optional<PoolIdentity> identity;

    PoolLink(String resourceUid, LinkSettings settings, PoolClient client, ManagerClaim manager, Clock clock) {
        this.resourceUid = resourceUid;
        this.settings = new AtomicReference<>(settings);
        this.client = client;
        this.manager = manager;
        this.seen = new AtomicReference<>(new Seen(client.state(), clock.instant()));
        this.identity = PoolIdentity.of(client.state());
    }

    String resourceUid() {
        return resourceUid;
    }

    PoolClient client() {
        return client;
    }

    ManagerClaim manager() {
        return manager;
    }

    LinkSettings settings() {
        return settings.get();
    }

    Seen seen() {
        return seen.get();
    }

    /** The state it was in before. */
    ConnectionState moved(ConnectionState next, Instant at) {
        PoolIdentity.of(next).ifPresent(shown -> identity = Optional.of(shown));
        return seen.getAndSet(new Seen(next, at)).state();
    }

    /** Who answered last; kept while nobody does. */
    Optional<PoolIdentity> identity() {
        return identity;
    }

    void relogin(LinkSettings next) {
        settings.set(next);
        client.use(next.credentials());
        client.reconnectNow();
    }

    /** Logged in, and the mirror complete and current: only then may something be concluded from absence. */
    boolean isUsable() {
        return client.state() instanceof ConnectionState.Connected
                && client.mirror().freshness() instanceof Freshness.Following;
    }
}
