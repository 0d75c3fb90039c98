package io.xcpoperator.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.xapi.ConnectionState.Connected;
import io.xcpoperator.xapi.ConnectionState.NotConnected;
import io.xcpoperator.xapi.errors.AddressRefusedException;
import io.xcpoperator.xapi.errors.UntrustedCertificateException;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import io.xcpoperator.xapi.tls.CertificateProblem.Cause;
import io.xcpoperator.xapi.tls.FingerprintStore;
import io.xcpoperator.xapi.tls.PresentedCertificate;
import io.xcpoperator.xapi.tls.TrustMode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TlsModesTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private final Simulator simulator = Simulator.builder().start();
    private final List<PoolClient> opened = new ArrayList<>();
    private final Memory memory = new Memory();

    /** Keeps fingerprints as a Secret would. */
    private static final class Memory implements FingerprintStore {
        private final Set<PresentedCertificate> kept = ConcurrentHashMap.newKeySet();

        @Override
        public Set<CertificateFingerprint> trusted() {
            return Set.copyOf(
                    kept.stream().map(PresentedCertificate::fingerprint).toList());
        }

        @Override
        public void trust(Set<PresentedCertificate> certificates) {
            kept.addAll(certificates);
        }
    }

    @AfterEach
    void close() {
        opened.forEach(PoolClient::close);
        simulator.close();
    }

    private static Endpoint secure(URI https) {
        return new Endpoint(https.getHost(), https.getPort(), false);
    }

    private PoolClient open(TrustMode trust) {
        return open(trust, secure(simulator.coordinator().https()), Pools.hooks());
    }

    private PoolClient open(TrustMode trust, Endpoint endpoint, PoolHooks hooks) {
        PoolClient client = PoolClient.open(
                PoolSettings.of(
                        "home", List.of(endpoint), new Credentials("root", new Secret("xensource")), trust, "test"),
                hooks);
        opened.add(client);
        return client;
    }

    private UntrustedCertificateException refused(PoolClient client) {
        await().atMost(SOON)
                .until(() -> client.state() instanceof NotConnected now
                        && now.reason().isPresent());
        return (UntrustedCertificateException)
                ((NotConnected) client.state()).reason().orElseThrow();
    }

    private CertificateFingerprint fingerprint(int host) {
        return CertificateFingerprint.parse(simulator.endpoints().get(host).fingerprint());
    }

    @Test
    void aSelfSignedCertificateIsRefusedBeforeThePasswordIsSent() {
        UntrustedCertificateException e = refused(open(new TrustMode.Verify(Optional.empty())));
        assertThat(e.problem().causes()).first().isEqualTo(Cause.SELF_SIGNED);
        assertThat(e.problem().certificate().fingerprint()).isEqualTo(fingerprint(0));
        assertThat(e.problem().certificate().notAfter()).isAfter(java.time.Instant.EPOCH);
        assertThat(e.problem().host()).isEqualTo("127.0.0.1");
        assertThat(simulator.calls().total()).isZero();
    }

    @Test
    void aPinnedCertificateIsTrustedAndNoOther() {
        Pools.awaitFollowing(open(new TrustMode.Pin(Set.of(fingerprint(0)))));
        assertThat(refused(open(new TrustMode.Pin(Set.of(fingerprint(1)))))
                        .problem()
                        .cause())
                .isEqualTo(Cause.NOT_PINNED);
    }

    @Test
    void insecureTrustsAnything() {
        PoolClient client = open(new TrustMode.Insecure());
        Pools.awaitFollowing(client);
        assertThat(((Connected) client.state()).certificate())
                .get()
                .extracting(PresentedCertificate::fingerprint)
                .isEqualTo(fingerprint(0));
    }

    @Test
    void theFirstUseIsRememberedTogetherWithWhatThePoolTellsOfItsMembers() {
        Pools.awaitFollowing(open(new TrustMode.TrustOnFirstUse(memory)));
        assertThat(memory.trusted()).containsExactlyInAnyOrder(fingerprint(0), fingerprint(1));
    }

    @Test
    void theFirstUseMayGoThroughAMemberToTheCoordinator() {
        PoolClient client = open(
                new TrustMode.TrustOnFirstUse(memory),
                secure(simulator.endpoints().get(1).https()),
                Pools.hooks());
        Pools.awaitFollowing(client);
        assertThat(memory.trusted()).containsExactlyInAnyOrder(fingerprint(0), fingerprint(1));
    }

    @Test
    void aRenewedCertificateIsNotTrustedUntilSomebodySaysSo() {
        PoolClient client = open(new TrustMode.TrustOnFirstUse(memory));
        Pools.awaitFollowing(client);
        String renewed = simulator
                .faults()
                .hosts()
                .renewCertificate(simulator.endpoints().getFirst().host());
        client.close();
        PoolClient again = open(new TrustMode.TrustOnFirstUse(memory));
        assertThat(refused(again).problem().cause()).isEqualTo(Cause.CHANGED);
        memory.trust(Set.of(new PresentedCertificate(
                "127.0.0.1", CertificateFingerprint.parse(renewed), java.time.Instant.EPOCH, true)));
        again.reconnectNow();
        Pools.awaitFollowing(again);
    }

    /** Its next contact with the host is the question whether it is still there. */
    @Test
    void aCertificateThatChangesUnderAConnectionEndsIt() {
        PoolClient client = open(new TrustMode.TrustOnFirstUse(memory));
        Pools.awaitFollowing(client);
        simulator
                .faults()
                .hosts()
                .renewCertificate(simulator.endpoints().getFirst().host());
        simulator.faults().cutBefore("event.from", 1);
        simulator
                .direct()
                .call(
                        "pool.set_name_description",
                        simulator.direct().all("pool").getFirst(),
                        "news");
        assertThat(refused(client).problem().cause()).isEqualTo(Cause.CHANGED);
    }

    @Test
    void nothingIsRememberedWhenTheLoginFails() {
        PoolClient client = PoolClient.open(
                PoolSettings.of(
                        "home",
                        List.of(secure(simulator.coordinator().https())),
                        new Credentials("root", new Secret("wrong")),
                        new TrustMode.TrustOnFirstUse(memory),
                        "test"),
                Pools.hooks());
        opened.add(client);
        await().atMost(SOON)
                .until(() -> client.state() instanceof NotConnected now
                        && now.reason().isPresent());
        assertThat(memory.trusted()).isEmpty();
    }

    @Test
    void anAddressThatThePolicyRefusesIsNotConnectedTo() {
        PoolClient client = open(
                new TrustMode.Insecure(),
                secure(simulator.coordinator().https()),
                Pools.hooks()
                        .withAddresses(
                                address -> address.isLoopbackAddress() ? Optional.of("loopback") : Optional.empty()));
        await().atMost(SOON)
                .until(() -> client.state() instanceof NotConnected now
                        && now.reason().isPresent());
        assertThat(((NotConnected) client.state()).reason()).get().isInstanceOf(AddressRefusedException.class);
        assertThat(simulator.calls().total()).isZero();
    }
}
