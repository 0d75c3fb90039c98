package io.xcpoperator.simulator.wire;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = SECONDS)
class ListenerTest {
    private static final int ROUNDS = 500;

    private final AtomicInteger answered = new AtomicInteger();

    private Listener listener() throws IOException {
        return new Listener(InetAddress.getLoopbackAddress(), 0, plain -> plain, request -> {
            answered.incrementAndGet();
            return HttpResponse.text(200, "");
        });
    }

    private static int ask(Listener listener) throws IOException {
        try (Socket socket =
                new Socket(listener.bound().getAddress(), listener.bound().getPort())) {
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read();
        }
    }

    /** Closing a socket that a virtual thread accepts at does not by itself end that last accept. */
    @Test
    void refusesEverybodyFromTheMomentItIsShut() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (Listener listener = listener()) {
                listener.shut();
                assertThatIOException()
                        .as("round %s", round)
                        .isThrownBy(() -> new Socket(
                                        listener.bound().getAddress(),
                                        listener.bound().getPort())
                                .close());
            }
        }
        assertThat(answered).hasValue(0);
    }

    @Test
    void answersAgainAtTheSamePortAtOnceWhenItIsOpened() throws Exception {
        try (Listener listener = listener()) {
            for (int round = 0; round < ROUNDS; round++) {
                listener.shut();
                listener.open();
                assertThat(ask(listener)).as("round %s", round).isNotEqualTo(-1);
            }
        }
        assertThat(answered).hasValue(ROUNDS);
    }
}
