package io.xcpoperator.operator.pool;

import io.xcpoperator.xapi.ConnectionState;
import io.xcpoperator.xapi.PoolClient;
import io.xcpoperator.xapi.events.Freshness;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One open connection: the client, what it was opened with, and the state it was last seen in. */
final class PoolLink {
    private final String resourceUid;
    private final PoolClient client;
    private final ManagerClaim manager;
    private final AtomicReference<LinkSettings> settings;
    private final AtomicReference<ConnectionState> seen;
    private volatile Optional<PoolIdentity> identity;

    PoolLink(String resourceUid, LinkSettings settings, PoolClient client, ManagerClaim manager) {
        this.resourceUid = resourceUid;
        this.settings = new AtomicReference<>(settings);
        this.client = client;
        this.manager = manager;
        this.seen = new AtomicReference<>(client.state());
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

    ConnectionState seen() {
        return seen.get();
    }

    /** The state it was in before. */
    ConnectionState moved(ConnectionState next) {
        PoolIdentity.of(next).ifPresent(shown -> identity = Optional.of(shown));
        return seen.getAndSet(next);
    }

    /** Who answered last; kept while nobody does. */
    Optional<PoolIdentity> identity() {
        return identity;
    }

    void relogin(LinkSettings next) {
        settings.set(next);
        client.use(next.credentials());
    }

    /** Logged in, and the mirror complete and current: only then may something be concluded from absence. */
    boolean isUsable() {
        return client.state() instanceof ConnectionState.Connected
                && client.mirror().freshness() instanceof Freshness.Following;
    }
}
