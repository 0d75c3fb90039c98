package io.xcpoperator.operator.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.api.v1alpha1.CaBundleKind;
import io.xcpoperator.api.v1alpha1.CaBundleRef;
import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.egress.Cidr;
import io.xcpoperator.operator.platform.egress.EgressPolicy;
import io.xcpoperator.operator.platform.secrets.CaBundle;
import io.xcpoperator.operator.platform.secrets.SecretLookup;
import io.xcpoperator.operator.platform.status.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images from servers whose certificates a CA of one's own has signed. */
class WebTrustTest {
    private static final byte[] DISK = FetchTest.disk(1);

    @TempDir
    private static Path made;

    private static Authority lab;
    private static Authority other;
    private static ImageServer server;
    private static String url;

    @TempDir
    private Path folder;

    @BeforeAll
    static void begin() {
        lab = new Authority(made, "lab");
        other = new Authority(made, "other");
        server = new ImageServer(lab.server("ip:127.0.0.1"));
        url = server.serve("/disk.img", DISK);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private Parcel fetched(String from, Optional<String> pem) throws IOException {
        var egress = new EgressPolicy(List.of(Cidr.parse("127.0.0.0/8")), List.of());
        var order = new Order(
                new ObjectKey("apps", "debian"),
                "uid",
                Optional.empty(),
                ImageFormat.Auto,
                false,
                true,
                new Order.Bound(1L << 40, "storage nas takes"));
        var origin = new Origin.Web(
                URI.create(from), pem.map(text -> new CaBundle.Found(text, "ConfigMap apps/lab, key ca.crt")));
        var fetch = new Fetch(new WebFile(egress, WebTrust.operators()), folder, 64L << 20, Clock.systemUTC());
        try (Cargo cargo = fetch.run(order, origin, Download.unwatched(_ -> {}))) {
            return cargo.parcel();
        }
    }

    @Test
    void theirOwnCaIsBelieved() throws IOException {
        assertThat(fetched(url, Optional.of(lab.pem())).sha256()).isEqualTo(FetchTest.sha256(DISK));
        assertThat(fetched(url, Optional.of(other.pem() + lab.pem())).size()).isEqualTo(DISK.length);
    }

    @Test
    void withoutItTheFieldThatIsMissingIsNamed() {
        assertThatThrownBy(() -> fetched(url, Optional.empty()))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CertificateNotTrusted))
                .hasMessage(
                        "the certificate of 127.0.0.1 was issued by nobody who is trusted: name its issuer's certificate in source.caBundleRef");
    }

    @Test
    void anotherCaIsRefusedWithFieldObjectAndNextStep() {
        assertThatThrownBy(() -> fetched(url, Optional.of(other.pem())))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.permanent()).isFalse())
                .hasMessage(
                        "the certificate of 127.0.0.1 comes from none of the authorities in ConfigMap apps/lab, key ca.crt (source.caBundleRef): put its issuer's certificate there");
    }

    @Test
    void theOperatorsOwnAuthoritiesCountNoMoreBesideIt() throws IOException {
        String before = System.getProperty("javax.net.ssl.trustStore", "");
        Path both = made.resolve("lab.p12");
        System.setProperty("javax.net.ssl.trustStore", both.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        try {
            assertThat(fetched(url, Optional.empty()).size())
                    .as("the operator's store has it")
                    .isEqualTo(DISK.length);
            assertThatThrownBy(() -> fetched(url, Optional.of(other.pem())))
                    .hasMessageContaining("comes from none of the authorities");
        } finally {
            System.clearProperty("javax.net.ssl.trustStorePassword");
            if (before.isEmpty()) {
                System.clearProperty("javax.net.ssl.trustStore");
            } else {
                System.setProperty("javax.net.ssl.trustStore", before);
            }
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotTaken() {
        try (var elsewhere = new ImageServer(lab.server("dns:images.lab"))) {
            assertThatThrownBy(() -> fetched(elsewhere.serve("/disk.img", DISK), Optional.of(lab.pem())))
                    .hasMessage(
                            "the certificate of 127.0.0.1 is made out to another name: use that name in source.url");
        }
    }

    @Test
    void aRedirectLeadsToNobodyElsesServer() {
        try (var elsewhere = new ImageServer(other.server("ip:127.0.0.1"))) {
            String redirect = server.redirect("/moved.img", elsewhere.serve("/disk.img", DISK));
            assertThatThrownBy(() -> fetched(redirect, Optional.of(lab.pem())))
                    .hasMessageContaining("comes from none of the authorities in ConfigMap apps/lab");
        }
    }

    @Test
    void aServerWithoutTlsAndABundleThatIsNoneAreSaid() throws IOException {
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket asked = plain.accept()) {
                    asked.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                    asked.getInputStream().readAllBytes(); // until the client goes
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThatThrownBy(() -> fetched("https://127.0.0.1:" + plain.getLocalPort(), Optional.empty()))
                    .hasMessage("TLS with 127.0.0.1 failed: it speaks no TLS, or none that is safe: check source.url");
        }
        assertThatThrownBy(() -> fetched(url, Optional.of("-----BEGIN CERTIFICATE-----\nMII\n")))
                .hasMessage(
                        "ConfigMap apps/lab, key ca.crt (source.caBundleRef) cannot be read: put the CA's certificates there, each as PEM");
    }

    private static CaBundle found(CaBundleKind kind, String key) {
        String pem = lab.pem();
        return CaBundle.of(
                new CaBundleRef(kind, "lab", key),
                "apps",
                secret -> secret.equals(new ObjectKey("apps", "lab"))
                        ? new SecretLookup.Found(Map.of("ca.crt", pem, "key", "no certificate"), "uid-1")
                        : new SecretLookup.Missing("elsewhere"),
                (map, field) -> map.equals(new ObjectKey("apps", "lab")) && field.equals("ca.crt")
                        ? Optional.of(pem)
                        : Optional.empty());
    }

    @Test
    void certificatesAreReadFromBothKindsOfTheSameNamespaceAndNeverPrinted() {
        for (CaBundleKind kind : List.of(CaBundleKind.Secret, CaBundleKind.ConfigMap)) {
            CaBundle bundle = found(kind, "ca.crt");
            assertThat(bundle).isEqualTo(new CaBundle.Found(lab.pem(), kind + " apps/lab, key ca.crt"));
            assertThat(bundle).asString().doesNotContain("CERTIFICATE");
        }
        assertThat(found(CaBundleKind.Secret, "none"))
                .isEqualTo(new CaBundle.Missing(Reason.SecretInvalid, "Secret lab has no key none"));
        assertThat(found(CaBundleKind.Secret, "key"))
                .isEqualTo(
                        new CaBundle.Missing(Reason.SecretInvalid, "Secret lab holds no certificate in PEM under key"));
        assertThat(found(CaBundleKind.ConfigMap, "none"))
                .isEqualTo(new CaBundle.Missing(
                        Reason.ReferenceNotFound, "ConfigMap apps/lab has no key none, or does not exist"));
        assertThat(found(CaBundleKind.Unknown, "ca.crt")).isInstanceOf(CaBundle.Wrong.class);
    }
}
