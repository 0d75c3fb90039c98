package io.xcpoperator.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class ContainerEngineTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "an engine that says {0}: {1}")
    @CsvSource({
        "HTTP/1.1 200 OK, true",
        "HTTP/1.1 503 Service Unavailable, false",
        "nothing at all here, false",
        "HTTP, false"
    })
    void believesAPingThatIsAnswered(String answer, boolean expected) throws IOException {
        Path socket = folder.resolve("engine.sock");
        try (ServerSocketChannel engine = listen(socket)) {
            Thread.ofVirtual().start(() -> answerOnce(engine, answer + "\r\n\r\n"));

            assertThat(ContainerEngine.answers(dockerHost("unix://" + socket))).isEqualTo(expected);
        }
    }

    @Test
    void isWhereTheTestsRunK3sWhenItsSocketAnswers() throws IOException {
        Path socket = folder.resolve("engine.sock");
        try (ServerSocketChannel engine = listen(socket)) {
            Thread.ofVirtual().start(() -> answerOnce(engine, "HTTP/1.1 200 OK\r\n\r\n"));

            assertThat(ClusterSource.find(dockerHost("unix://" + socket), ContainerEngine::answers))
                    .isEqualTo(new ClusterSource.InContainer());
        }
    }

    @Test
    void doesNotWaitForAnEngineThatIsSilent() throws IOException {
        Path socket = folder.resolve("engine.sock");
        try (ServerSocketChannel _ = listen(socket)) {
            long began = System.nanoTime();

            assertThat(ContainerEngine.answers(dockerHost("unix://" + socket))).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix:///no/such/socket",
                "tcp://127.0.0.1:1",
                "tcp://127.0.0.1",
                "npipe:////./pipe/x",
                "not a uri"
            })
    void findsNoneWhereNobodyListens(String host) {
        assertThat(ContainerEngine.answers(dockerHost(host))).isFalse();
    }

    private static Map<String, String> dockerHost(String host) {
        return Map.of("DOCKER_HOST", host);
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    private static void answerOnce(ServerSocketChannel engine, String answer) {
        try (SocketChannel asker = engine.accept()) {
            asker.read(ByteBuffer.allocate(200));
            asker.write(StandardCharsets.US_ASCII.encode(answer));
        } catch (IOException e) {
            // the asker went away: its answer decides the test
        }
    }
}
