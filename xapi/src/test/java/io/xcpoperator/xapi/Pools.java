package io.xcpoperator.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.xapi.events.Freshness;
import io.xcpoperator.xapi.tls.TrustMode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What tests against the simulator begin with. */
public final class Pools {
    private static final Limits QUICK = Limits.STANDARD.withTimeouts(
            Duration.ofSeconds(3), Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(30));

    private Pools() {}

    static Endpoint plain(URI http) {
        return Endpoint.plain(http.getHost(), http.getPort());
    }

    static Endpoint coordinator(Simulator simulator) {
        return plain(simulator.coordinator().http());
    }

    static PoolSettings settings(Simulator simulator) {
        return settings(coordinator(simulator));
    }

    static PoolSettings settings(Endpoint... endpoints) {
        return PoolSettings.of(
                        "home",
                        List.of(endpoints),
                        new Credentials("root", new Secret("xensource")),
                        new TrustMode.Insecure(),
                        "xcp-operator/test")
                .withLimits(QUICK);
    }

    static PoolHooks hooks() {
        return PoolHooks.standard(Clock.systemUTC());
    }

    static PoolClient open(PoolSettings settings) {
        return open(settings, hooks());
    }

    /** Connected and following. */
    static PoolClient open(PoolSettings settings, PoolHooks hooks) {
        PoolClient client = PoolClient.open(settings, hooks);
        awaitFollowing(client);
        return client;
    }

    static void awaitFollowing(PoolClient client) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(client.state()).isInstanceOf(ConnectionState.Connected.class);
            assertThat(client.mirror().freshness()).isInstanceOf(Freshness.Following.class);
        });
    }
}
