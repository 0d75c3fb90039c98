package io.xcpoperator.xapi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.errors.InvalidArgumentException;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.TransportException.Kind;
import io.xcpoperator.xapi.errors.XapiException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileAnswerTest {
    private static final CallBudget BUDGET = new CallBudget(Duration.ofSeconds(2), 1 << 20);

    private static XmlRpcWire wire(RawHost host) {
        return new XmlRpcWire(
                "home",
                Endpoint.plain("127.0.0.1", host.port()),
                InetAddress.getLoopbackAddress(),
                Optional.empty(),
                Duration.ofSeconds(2));
    }

    private static Object call(RawHost host) {
        try (host;
                XmlRpcWire wire = wire(host)) {
            return wire.call("VM.get_record", List.of("OpaqueRef:session", "OpaqueRef:vm"), BUDGET)
                    .value();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fails(RawHost host, Kind kind) {
        assertThatThrownBy(() -> call(host)).isInstanceOfSatisfying(TransportException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.getMessage()).contains("VM.get_record", "pool home");
        });
    }

    private static RawHost endless(String start, String again) {
        byte[] chunk = again.repeat(1000).getBytes(StandardCharsets.UTF_8);
        return new RawHost(out -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n" + start).getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(chunk);
            }
        });
    }

    @Test
    void anEndlessTextEndsAtTheLimit() {
        fails(endless("<methodResponse><params><param><value>", "endless "), Kind.TOO_LARGE);
    }

    @Test
    void anEndlessListEndsAtTheLimit() {
        fails(endless("<methodResponse><params><param><value><array><data>", "<value>x</value>"), Kind.TOO_LARGE);
    }

    @Test
    void anAnswerThatTricklesEndsInTime() {
        Instant start = java.time.Clock.systemUTC().instant();
        fails(
                new RawHost(out -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<methodResponse>"
                            .getBytes(StandardCharsets.UTF_8));
                    while (!Thread.currentThread().isInterrupted()) {
                        out.write(' ');
                        out.flush();
                        java.util.concurrent.locks.LockSupport.parkNanos(
                                Duration.ofMillis(50).toNanos());
                    }
                }),
                Kind.TIMEOUT);
        assertThat(Duration.between(start, java.time.Clock.systemUTC().instant()))
                .isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void silenceEndsInTime() {
        fails(
                new RawHost(_ -> java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofSeconds(10).toNanos())),
                Kind.TIMEOUT);
    }

    @Test
    void anEndlessHeadEnds() {
        fails(
                new RawHost(out -> {
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
                    byte[] line = ("X-Filler: " + "y".repeat(1000) + "\r\n").getBytes(StandardCharsets.UTF_8);
                    while (true) {
                        out.write(line);
                    }
                }),
                Kind.CUT);
    }

    @Test
    void aCutConnectionIsToldApartFromNoConnection() throws IOException {
        RawHost cutting = new RawHost(out -> {
            throw new java.net.SocketException("enough");
        });
        fails(cutting, Kind.CUT);
        RawHost gone = RawHost.answering("");
        gone.close();
        fails(gone, Kind.CONNECT);
    }

    @Test
    void theOutcomeOfAChangeIsUnknownOnceItMayHaveBeenSent() throws IOException {
        try (RawHost host = new RawHost(_ -> {
                    throw new java.net.SocketException("enough");
                });
                XmlRpcWire wire = wire(host)) {
            assertThatThrownBy(() -> wire.call("VM.set_name_label", List.of("s", "vm", "x"), BUDGET))
                    .isInstanceOfSatisfying(PoolException.class, e -> {
                        assertThat(e.outcomeUnknown()).isTrue();
                        assertThat(e.classification().reason()).isEqualTo("OutcomeUnknown");
                    });
            assertThatThrownBy(() -> wire.call("VM.get_name_label", List.of("s", "vm"), BUDGET))
                    .isInstanceOfSatisfying(
                            PoolException.class,
                            e -> assertThat(e.outcomeUnknown()).isFalse());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<html><body>500</body></html>",
                "<methodResponse/>",
                "<methodResponse><params><param><value>bare</value></param></params></methodResponse>",
                "<methodResponse><params><param><value><array><data/></array></value></param></params></methodResponse>",
                "<methodResponse><params><param><value><struct><member><name>Status</name><value>Perhaps</value></member></struct></value></param></params></methodResponse>",
                "<methodResponse><params><param><value><struct><member><name>Status</name><value>Failure</value></member><member><name>ErrorDescription</name><value><array><data/></array></value></member></struct></value></param></params></methodResponse>",
                "<methodResponse><params><param><value><ex:serializable xmlns:ex=\"http://ws.apache.org/xmlrpc/namespaces/extensions\">rO0ABQ==</ex:serializable></value></param></params></methodResponse>"
            })
    void garbageIsGarbage(String body) {
        fails(RawHost.answering(body), Kind.GARBAGE);
    }

    @Test
    void anErrorPageIsAnErrorOfTransport() {
        fails(
                new RawHost(out -> out.write(("HTTP/1.1 500 Internal Error\r\nContent-Length: 12\r\n\r\n<html>secret")
                        .getBytes(StandardCharsets.UTF_8))),
                Kind.HTTP_STATUS);
    }

    @Test
    void aRedirectOfHttpIsNotFollowed() {
        fails(
                new RawHost(out ->
                        out.write(("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8))),
                Kind.HTTP_STATUS);
    }

    @Test
    void entitiesAreRefused() {
        fails(
                RawHost.answering("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>"
                        + RawHost.success("&f;").substring("<?xml version=\"1.0\"?>".length())),
                Kind.GARBAGE);
    }

    @Test
    void aBillionLaughsAreRefused() {
        fails(
                RawHost.answering(
                        "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
                                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><methodResponse><params><param><value>&c;</value></param></params></methodResponse>"),
                Kind.GARBAGE);
    }

    @Test
    void deepNestingIsRefused() {
        fails(RawHost.answering(RawHost.success("<array><data><value>".repeat(20_000))), Kind.GARBAGE);
    }

    @Test
    void aJavaObjectInAFaultIsNeverRead() throws IOException {
        Trap.sprung = false;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Trap());
        }
        String fault =
                "<?xml version=\"1.0\"?><methodResponse xmlns:ex=\"http://ws.apache.org/xmlrpc/namespaces/extensions\"><fault><value><struct>"
                        + "<member><name>faultCode</name><value><int>1</int></value></member>"
                        + "<member><name>faultString</name><value>boom</value></member>"
                        + "<member><name>faultCause</name><value><base64>"
                        + Base64.getEncoder().encodeToString(bytes.toByteArray())
                        + "</base64></value></member></struct></value></fault></methodResponse>";
        assertThatThrownBy(() -> call(RawHost.answering(fault)))
                .isInstanceOfSatisfying(
                        XapiException.class, e -> assertThat(e.code()).isEqualTo("Fault"));
        assertThat(Trap.sprung).isFalse();
    }

    /** Tells when it is deserialised. */
    static final class Trap extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static volatile boolean sprung;

        private void readObject(java.io.ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            sprung = true;
        }
    }

    @Test
    void oddScalarsCostNothingButThemselves() {
        Object value = call(RawHost.answering(RawHost.success("<struct>"
                + "<member><name>nan</name><value><double>nan</double></value></member>"
                + "<member><name>worse</name><value><double>much</double></value></member>"
                + "<member><name>nil</name><value><nil/></value></member>"
                + "<member><name>i8</name><value><i8>9007199254740993</i8></value></member>"
                + "<member><name>int</name><value><int>many</int></value></member>"
                + "<member><name>date</name><value><dateTime.iso8601>20261122T21:16:06Z</dateTime.iso8601></value></member>"
                + "<member><name>baddate</name><value><dateTime.iso8601>yesterday</dateTime.iso8601></value></member>"
                + "</struct>")));
        Map<String, Object> expected = new HashMap<>();
        expected.put("nan", "nan");
        expected.put("worse", "much");
        expected.put("nil", null);
        expected.put("i8", 9007199254740993L);
        expected.put("int", "many");
        expected.put("date", Instant.parse("2026-11-22T21:16:06Z"));
        expected.put("baddate", "yesterday");
        assertThat(value).isEqualTo(expected);
    }

    @Test
    void theSessionAndThePasswordNeverComeBackInAnError() throws IOException {
        String echo = RawHost.success("x")
                .replace("<value>Success</value>", "<value>Failure</value>")
                .replace(
                        "<member><name>Value</name><value>x</value></member>",
                        "<member><name>ErrorDescription</name><value><array><data><value>SESSION_INVALID</value>"
                                + "<value>OpaqueRef:session</value><value>pass-word</value></data></array></value></member>");
        try (RawHost host = RawHost.answering(echo);
                XmlRpcWire wire = wire(host)) {
            assertThatThrownBy(() -> wire.call("VM.get_all", List.of("OpaqueRef:session"), BUDGET))
                    .isInstanceOfSatisfying(
                            XapiException.class,
                            e -> assertThat(e.parameters()).contains("***").doesNotContain("OpaqueRef:session"));
            assertThatThrownBy(() ->
                            wire.call("session.login_with_password", List.of("root", "pass-word", "1", "o"), BUDGET))
                    .isInstanceOfSatisfying(
                            XapiException.class, e -> assertThat(e.parameters()).doesNotContain("pass-word"));
        }
    }

    @Test
    void aPasswordEchoedWithinOtherWordsOrAsTheCodeIsCutToo() throws IOException {
        String echo = RawHost.success("x")
                .replace("<value>Success</value>", "<value>Failure</value>")
                .replace(
                        "<member><name>Value</name><value>x</value></member>",
                        "<member><name>ErrorDescription</name><value><array><data><value>user.pass-word.refused</value>"
                                + "<value>no user root with pass-word here</value></data></array></value></member>");
        try (RawHost host = RawHost.answering(echo);
                XmlRpcWire wire = wire(host)) {
            assertThatThrownBy(() ->
                            wire.call("session.login_with_password", List.of("root", "pass-word", "1", "o"), BUDGET))
                    .isInstanceOfSatisfying(XapiException.class, e -> {
                        assertThat(e.toString()).doesNotContain("pass-word");
                        assertThat(e.code()).isEqualTo("MALFORMED_ERROR_CODE");
                        assertThat(e.parameters()).containsExactly("no user *** with *** here");
                    });
        }
    }

    @Test
    void theRequestIsWhatTheDaemonUnderstands() throws IOException {
        try (RawHost host = RawHost.answering(RawHost.success("ok"));
                XmlRpcWire wire = wire(host)) {
            wire.call(
                    "event.from",
                    List.of(
                            "s",
                            List.of("vm"),
                            "",
                            30.0,
                            true,
                            Map.of("a", "<&>"),
                            Instant.parse("2026-11-22T21:16:06Z")),
                    BUDGET);
            String request = host.requests().getFirst();
            String head = request.substring(0, request.indexOf("\r\n\r\n") + 4);
            assertThat(head.length()).isLessThan(1000);
            assertThat(head).startsWith("POST / HTTP/1.1\r\n").containsIgnoringCase("content-length:");
            assertThat(head.toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("transfer-encoding", "upgrade", "http2-settings");
            assertThat(request)
                    .contains("<double>30.0</double>", "<boolean>1</boolean>", "&lt;&amp;&gt;")
                    .contains("<dateTime.iso8601>20261122T21:16:06Z</dateTime.iso8601>");
        }
    }

    @Test
    void aControlCharacterIsRefusedBeforeAnythingIsSent() throws IOException {
        try (RawHost host = RawHost.answering(RawHost.success("ok"));
                XmlRpcWire wire = wire(host)) {
            assertThatThrownBy(() -> wire.call("VM.set_name_label", List.of("s", "vm", "bell\u0007"), BUDGET))
                    .isInstanceOf(InvalidArgumentException.class);
            assertThatThrownBy(() -> wire.call("VM.set_platform", List.of("s", "vm", Map.of("a<b", "x")), BUDGET))
                    .isInstanceOf(InvalidArgumentException.class);
            assertThat(host.requests()).isEmpty();
        }
    }

    @Test
    void emojiAndUmlautsSurvive() throws IOException {
        try (RawHost host = RawHost.answering(RawHost.success("Gr\u00fc\u00dfe \ud83d\ude80"));
                XmlRpcWire wire = wire(host)) {
            Object answer = wire.call("VM.set_name_label", List.of("s", "vm", "Gr\u00fc\u00dfe \ud83d\ude80"), BUDGET)
                    .value();
            assertThat(answer).isEqualTo("Gr\u00fc\u00dfe \ud83d\ude80");
            assertThat(host.requests().getFirst()).containsAnyOf("Gr\u00fc\u00dfe \ud83d\ude80", "&#");
        }
    }
}
