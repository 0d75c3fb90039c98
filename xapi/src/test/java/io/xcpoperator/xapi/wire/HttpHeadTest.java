package io.xcpoperator.xapi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The head of an answer, from hosts and from web servers. */
class HttpHeadTest {
    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void isReadUpToItsEmptyLineAndNotAByteMore(String line) throws IOException {
        InputStream in =
                bytes(String.join(line, "HTTP/1.1 206 Partial", "ETag: \"a:b\"", "content-LENGTH:  3", "", "abc"));
        HttpHead head = HttpHead.read(in, 1 << 10);
        assertThat(head.status()).isEqualTo(206);
        assertThat(head.headers()).containsEntry("etag", "\"a:b\"").containsEntry("content-length", "3");
        assertThat(in.readAllBytes()).asString(StandardCharsets.ISO_8859_1).isEqualTo("abc");
    }

    @Test
    void oneThatIsNoneIsSaidSo() throws IOException {
        assertThat(HttpHead.read(bytes("SSH-2.0-x\r\n\r\n"), 1 << 10).status()).isZero();
        assertThatThrownBy(() -> HttpHead.read(bytes("HTTP/1.1 200 OK\r\nX: y"), 1 << 10))
                .hasMessage("the connection was closed before the answer");
        assertThatThrownBy(() -> HttpHead.read(bytes("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(300)), 1 << 10))
                .isInstanceOf(HttpHead.EndlessException.class);
    }

    /** It would go on for more than an hour: each byte comes well within any timeout of a socket. */
    @Test
    void aHostThatSaysItByteByByteIsNotWaitedForForEver() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var asking = new Socket(server.getInetAddress(), server.getLocalPort());
                var host = server.accept()) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        host.getOutputStream().write('x');
                        Thread.sleep(20);
                    }
                } catch (IOException | InterruptedException _) {
                    // nobody listens any more
                }
            });
            assertThatThrownBy(() -> HttpHead.read(asking, asking.getInputStream(), Duration.ofSeconds(1)))
                    .hasMessage("the host took longer than 1 s for the head of its answer");
        }
    }
}
