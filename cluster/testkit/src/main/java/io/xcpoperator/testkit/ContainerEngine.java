package io.xcpoperator.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Asks whether a container engine answers, before Testcontainers is touched: that library logs a page of warnings where
 * there is none.
 */
final class ContainerEngine {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ByteBuffer PING = StandardCharsets.US_ASCII
            .encode("GET /_ping HTTP/1.0\r\nHost: localhost\r\n\r\n")
            .asReadOnlyBuffer();

    private ContainerEngine() {}

    /** True if the engine of {@code DOCKER_HOST}, or else of the usual socket, answers its ping with 200 in two seconds a step. */
    static boolean answers(Map<String, String> environment) {
        return address(environment).map(ContainerEngine::answersAt).orElse(false);
    }

    private static Optional<SocketAddress> address(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        URI uri;
        try {
            uri = URI.create(host);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if ("unix".equals(uri.getScheme())) {
            Path socket = Path.of(uri.getPath());
            return Files.exists(socket) ? Optional.of(UnixDomainSocketAddress.of(socket)) : Optional.empty();
        }
        // a TLS port does not answer plain HTTP: such an engine is not used
        return uri.getHost() == null || uri.getPort() < 0
                ? Optional.empty()
                : Optional.of(new InetSocketAddress(uri.getHost(), uri.getPort()));
    }

    private static boolean answersAt(SocketAddress address) {
        try (SocketChannel channel = address instanceof UnixDomainSocketAddress
                        ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX)
                        : SocketChannel.open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            if (!channel.connect(address)) {
                SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
                if (selector.select(PATIENCE.toMillis()) == 0 || !channel.finishConnect()) {
                    return false;
                }
                key.interestOps(SelectionKey.OP_READ);
            } else {
                channel.register(selector, SelectionKey.OP_READ);
            }
            channel.write(PING.duplicate());
            ByteBuffer head = ByteBuffer.allocate(12);
            while (head.hasRemaining()) {
                if (selector.select(PATIENCE.toMillis()) == 0 || channel.read(head) < 0) {
                    return false;
                }
                selector.selectedKeys().clear();
            }
            return StandardCharsets.US_ASCII.decode(head.flip()).toString().endsWith(" 200");
        } catch (IOException e) {
            return false;
        }
    }
}
