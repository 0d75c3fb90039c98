package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpecBuilder;
import io.xcpoperator.api.v1alpha1.pool.PoolHighAvailability;
import io.xcpoperator.api.v1alpha1.pool.PoolTls;
import io.xcpoperator.api.v1alpha1.pool.TlsMode;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.Saying;
import io.xcpoperator.simulator.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user reads when a pool cannot be connected to, and that it heals by itself when the cause goes. */
class PoolBadDaysTest {
    private Lab lab;
    private Simulator pool;

    @BeforeEach
    void begin() {
        lab = Lab.open("bad");
        pool = lab.pool();
        lab.operator();
    }

    @AfterEach
    void end() {
        lab.close();
    }

    @Test
    void aWrongPasswordIsSaidAndMendedByTheSecretAlone() {
        lab.login("login", "root", "wrong");
        XcpPool home = lab.awaitPool(lab.xcpPool(pool), "False", "refused the user name or password in Secret login");
        assertThat(home.getStatus().toString()).doesNotContain("wrong");
        lab.login("login", "root", "xensource");
        lab.awaitPool(home, "True", "");
    }

    @Test
    void aSecretRotatedToAnotherUserIsUsedWithoutARestart() {
        lab.login();
        XcpPool home = lab.awaitPool(lab.xcpPool(pool), "True", "");
        pool.faults().hosts().changeLogin("operator", "another");
        pool.faults().hosts().expireSessions();
        lab.awaitPool(home, "False", "refused the user name or password in Secret login");
        lab.login("login", "operator", "another");
        lab.awaitPool(home, "True", "");
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(lab.events(home))
                        .contains("Normal Connected connected again")
                        .anyMatch(event -> event.startsWith("Warning CredentialsRefused pool home refused the user")));
    }

    /** A typing error is found while whoever made it still remembers, and costs the session nothing. */
    @Test
    void aChangedLoginIsTriedAtOnceAndARefusedOneLeavesTheSessionAlone() {
        lab.login();
        XcpPool home = lab.awaitPool(lab.xcpPool(pool), "True", "");
        long logins = pool.calls().of("session.login_with_password");
        String sentence =
                "the new login in Secret login is refused; the old session still works until it ends: correct the Secret";
        lab.login("login", "root", "wrong");
        assertThat(Lab.trueOf(lab.awaitPool(home, "True", sentence).getStatus().conditions()))
                .contains("NewLoginRefused", "Connected");
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(lab.events(home)).contains("Warning CredentialsRefused " + sentence));
        lab.annotate(home, "look", "again"); // wakes a round
        await().during(Duration.ofSeconds(2))
                .atMost(Lab.PATIENCE)
                .until(() -> pool.calls().of("session.login_with_password") == logins + 1);

        pool.faults().hosts().changeLogin("operator", "another");
        lab.login("login", "operator", "another");
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.seen(home).getStatus().message().isEmpty());
        assertThat(pool.calls().of("session.login_with_password")).isEqualTo(logins + 2);
        assertThat(lab.events(home))
                .as("the connection was never lost")
                .containsOnlyOnce("Normal Connected connected")
                .noneMatch(event -> event.contains("connected again") || event.startsWith("Warning PoolUnreachable"));
    }

    /** The address was given to another pool; even where its certificate is trusted, it is not taken for the first. */
    @Test
    void anotherPoolBehindTheSameAddressIsNotTakenForTheFirst() {
        lab.login();
        XcpPool home = lab.awaitPool(lab.xcpPool("home", pool, spec -> spec.nameLabel("Home")), "True", "");
        int port = pool.endpoints().getFirst().https().getPort();
        pool.close();
        try (Simulator other = Simulator.builder().httpsPort(port).start()) {
            String message = lab.awaitPool(home, "False", "is not one that is trusted")
                    .getStatus()
                    .message();
            lab.annotate(
                    home, "trust-certificate", message.replaceAll(".*trust-certificate=(sha256:[0-9A-F:]+);.*", "$1"));
            lab.awaitPool(
                    home,
                    "False",
                    "another pool answers for pool home: expected uuid %s, found %s"
                            .formatted(pool.poolUuid(), other.poolUuid()));
            assertThat(other.calls().writes()).isZero();
        }
    }

    @Test
    void aSelfSignedCertificateIsPrintedBeforeAnyPasswordIsSent() {
        lab.login();
        XcpPool home = lab.xcpPool("home", pool, spec -> spec.tls(null));
        String message = lab.awaitPool(home, "False", "is self-signed (sha256:")
                .getStatus()
                .message();
        assertThat(message)
                .startsWith("certificate of 127.0.0.")
                .endsWith(
                        "compare it with the host's console and set tls.mode Pin with it, or TrustOnFirstUse; no password was sent");
        assertThat(pool.calls().of("session.login_with_password")).isZero();

        String fingerprint = message.replaceAll(".*\\((sha256:[0-9A-F:]+)\\).*", "$1");
        lab.xcpPool("home", pool, spec -> spec.tls(new PoolTls(TlsMode.Pin, null, List.of(fingerprint))));
        lab.awaitPool(home, "True", "");
    }

    @Test
    void aPinnedCertificateThatIsNotTheOneIsTrustedByApproval() {
        lab.login();
        String other = "sha256:" + "AB:".repeat(31) + "AB";
        XcpPool home = lab.xcpPool("home", pool, spec -> spec.tls(new PoolTls(TlsMode.Pin, null, List.of(other))));
        String message = lab.awaitPool(home, "False", "xcp-operator.io/trust-certificate=sha256:")
                .getStatus()
                .message();
        assertThat(pool.calls().of("session.login_with_password")).isZero();
        lab.annotate(home, "trust-certificate", message.replaceAll(".*trust-certificate=(sha256:[0-9A-F:]+);.*", "$1"));
        lab.awaitPool(home, "True", "");
    }

    /** Whoever sets Pin no longer believes what first use trusted. */
    @Test
    void aPinThatMatchesNothingIsNotMetByWhatFirstUseTrusted() {
        lab.login();
        XcpPool home = lab.awaitPool(
                lab.xcpPool("home", pool, spec -> spec.tls(new PoolTls(TlsMode.TrustOnFirstUse, null, null))),
                "True",
                "");
        long logins = pool.calls().of("session.login_with_password");
        String other = "sha256:" + "AB:".repeat(31) + "AB";
        lab.xcpPool("home", pool, spec -> spec.tls(new PoolTls(TlsMode.Pin, null, List.of(other))));
        lab.awaitPool(home, "False", "xcp-operator.io/trust-certificate=sha256:");
        assertThat(pool.calls().of("session.login_with_password")).isEqualTo(logins);
    }

    @Test
    void insecureNeedsTheOperatorsPermission() {
        lab.login();
        XcpPool home = lab.xcpPool("home", pool, spec -> spec.tls(new PoolTls(TlsMode.Insecure, null, null)));
        List<Condition> conditions = lab.awaitPool(home, "False", "tls.mode Insecure is not allowed here")
                .getStatus()
                .conditions();
        assertThat(Lab.trueOf(conditions)).contains("Stalled");
    }

    @Test
    void aMissingSecretThenAnUnlabelledOneAreTwoMessages() {
        XcpPool home =
                lab.awaitPool(lab.xcpPool(pool), "False", "Secret %s/login does not exist".formatted(lab.namespace()));
        lab.login();
        lab.awaitPool(home, "True", "");
    }

    @Test
    void anUnlabelledSecretIsNotReadAndTheCommandToLabelItIsPrinted() {
        lab.apply(new SecretBuilder()
                .withMetadata(lab.named("login").build())
                .addToStringData("username", "root")
                .addToStringData("password", "xensource")
                .build());
        XcpPool home = lab.awaitPool(
                lab.xcpPool(pool),
                "False",
                "Secret login lacks the label xcp-operator.io/use: \"true\": kubectl label --field-manager=xcp -n %s secret login xcp-operator.io/use=true"
                        .formatted(lab.namespace()));
        assertThat(pool.calls().of("session.login_with_password")).isZero();
        lab.login();
        lab.awaitPool(home, "True", "");
    }

    @Test
    void aPoolThatIsNotThereIsNotConcludedUponAndDelaysNoOther() {
        lab.login();
        XcpPool dead = lab.xcpPool("dead", "127.0.0.1:1", spec -> {});
        XcpPool home = lab.xcpPool(pool);
        lab.awaitPool(home, "True", "");
        assertThat(lab.awaitPool(dead, "False", "pool dead does not answer since ")
                        .getStatus()
                        .message())
                .matches("pool dead does not answer since \\d\\d:\\d\\dZ \\((connection refused|no connection)\\); "
                        + "it was never reached: check spec.endpoints, retrying at \\d\\d:\\d\\d:\\d\\dZ");
        var lan = new XcpNetwork();
        lan.setMetadata(lab.named("lan").build());
        lan.setSpec(XcpNetworkSpecBuilder.builder()
                .poolRef(Ref.to("dead"))
                .existing(new NameOrUuid("lan", null))
                .build());
        lab.apply(lan);
        XcpNetwork pointing = Saying.await(() -> lab.client().resource(lan).get(), "False", "see kubectl get xpool");
        assertThat(pointing.getStatus().message())
                .as("the network points to the pool, where the whole is said")
                .matches("pool %s/dead: does not answer since \\d\\d:\\d\\dZ; see kubectl get xpool -n %s dead"
                        .formatted(lab.namespace(), lab.namespace()));
    }

    @Test
    void anAddressOfTheClusterIsNotConnectedTo() {
        lab.login();
        XcpPool home = lab.xcpPool("home", "kubernetes.default.svc", spec -> {});
        lab.awaitPool(home, "False", "kubernetes.default.svc is a name of this cluster");
    }

    @Test
    void anotherPoolThanExpectedIsRefusedAndNamed() {
        lab.login();
        String expected = "11111111-2222-3333-4444-555555555555";
        XcpPool home = lab.xcpPool("home", pool, spec -> spec.expectedPoolUuid(expected));
        lab.awaitPool(home, "False", "expected uuid %s, found %s".formatted(expected, pool.poolUuid()));
        lab.xcpPool("home", pool, spec -> spec.expectedPoolUuid(pool.poolUuid()));
        lab.awaitPool(home, "True", "");
    }

    @Test
    void ofTwoXcpPoolsForOnePoolTheOlderSpeaks() {
        lab.login();
        lab.awaitPool(lab.xcpPool("home", pool, spec -> {}), "True", "");
        XcpPool second = lab.xcpPool("second", pool, spec -> {});
        lab.awaitPool(second, "False", "XcpPool %s/home stands for the same pool".formatted(lab.namespace()));

        lab.client().resource(second).delete();
        await().atMost(Lab.PATIENCE)
                .untilAsserted(
                        () -> assertThat(lab.client().resource(second).get()).isNull());
        String ref = pool.direct().all("pool").getFirst();
        assertThat(pool.direct().record("pool", ref).get("other_config").toString())
                .as("the one that stays still manages the pool")
                .contains(ManagerMark.KEY + "=test-" + lab.namespace());
    }

    @Test
    void aFieldThatIsNotActedOnIsNotReportedAsReady() {
        lab.login();
        XcpPool home = lab.xcpPool(
                "home", pool, spec -> spec.highAvailability(new PoolHighAvailability(false, null, null, null, null)));
        lab.awaitPool(home, "False", "does not act on spec.highAvailability");
    }

    @Test
    void anotherClustersLivingOperatorIsLeftTheFieldAlone() {
        lab.login();
        String ref = pool.direct().all("pool").getFirst();
        pool.direct()
                .call(
                        "pool.add_to_other_config",
                        ref,
                        ManagerMark.KEY,
                        new ManagerMark("other-cluster", Instant.now()).text());
        pool.calls().reset();
        XcpPool home = lab.xcpPool("home", pool, spec -> spec.nameLabel("Mine"));
        lab.awaitPool(home, "False", "is managed by the operator of cluster other-cluster");
        assertThat(pool.calls().writes()).isZero();
        assertThat(Lab.trueOf(lab.seen(home).getStatus().conditions())).contains("OtherManagerActive");
    }
}
