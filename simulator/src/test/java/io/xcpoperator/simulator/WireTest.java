package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireTest {
    private final Simulator simulator = Simulator.builder().start();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        http.close();
        simulator.close();
    }

    private String post(URI to, String path, String body) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(to.resolve(path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String call(String method, String... parameters) {
        var body =
                new StringBuilder("<?xml version=\"1.0\"?><methodCall><methodName>" + method + "</methodName><params>");
        for (String parameter : parameters) {
            body.append("<param><value>").append(parameter).append("</value></param>");
        }
        return body.append("</params></methodCall>").toString();
    }

    @Test
    void answersALoginInTheDaemonsEnvelope() throws Exception {
        String answer =
                post(simulator.coordinator().http(), "/", call("session.login_with_password", "root", "xensource"));
        assertThat(answer)
                .startsWith("<?xml version=\"1.0\"?><methodResponse><params><param><value><struct><member>"
                        + "<name>Status</name><value>Success</value></member><member><name>Value</name>"
                        + "<value>OpaqueRef:");
    }

    @Test
    void aMemberNamesTheCoordinatorsBareAddress() throws Exception {
        URI member = simulator.endpoints().get(1).http();
        assertThat(post(member, "/", call("session.login_with_password", "root", "xensource")))
                .contains("<value>HOST_IS_SLAVE</value><value>127.0.0.1</value>");
    }

    @Test
    void speaksBothVersionsOfJsonRpc() throws Exception {
        URI to = simulator.coordinator().http();
        assertThat(post(to, "/jsonrpc", "{\"method\":\"VM.get_all\",\"params\":[\"x\"],\"id\":7}"))
                .isEqualTo("{\"result\":null,\"error\":[\"SESSION_INVALID\",\"x\"],\"id\":7}");
        assertThat(post(to, "/jsonrpc", "{\"jsonrpc\":\"2.0\",\"method\":\"VM.get_all\",\"params\":[\"x\"],\"id\":7}"))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1,\"message\":\"SESSION_INVALID\","
                        + "\"data\":[\"x\"]},\"id\":7}");
    }

    private String raw(String request) throws IOException {
        URI to = simulator.coordinator().http();
        try (Socket socket = new Socket(to.getHost(), to.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void refusesAHeadOfMoreThanAThousandBytes() throws Exception {
        assertThat(raw("POST / HTTP/1.1\r\nCookie: " + "x".repeat(1000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void refusesABodyWithoutALength() throws Exception {
        assertThat(raw("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 500 ")
                .contains("Content-Length");
    }

    @Test
    void refusesABodyOfMoreThan300KiB() throws Exception {
        assertThat(raw("POST / HTTP/1.1\r\nContent-Length: 307201\r\n\r\n")).startsWith("HTTP/1.1 413 ");
    }
}
