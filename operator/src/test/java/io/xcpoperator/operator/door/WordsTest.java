package io.xcpoperator.operator.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lines between a visitor and the door. */
class WordsTest {
    private Socket visitor;
    private Socket door;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            visitor = new Socket(server.getInetAddress(), server.getLocalPort());
            door = server.accept();
        }
        visitor.setSoTimeout(30_000);
    }

    @AfterEach
    void part() throws IOException {
        visitor.close();
        door.close();
    }

    private void says(String text) throws IOException {
        visitor.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aLineEndsWhereItEndsAndWhatFollowsIsLeft() throws IOException {
        says("xcp-door/1 abc\nRFB");
        var words = new Words(door, System::nanoTime);
        assertThat(words.line()).contains("xcp-door/1 abc");
        assertThat(words.rest().readNBytes(3))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("RFB");
    }

    @Test
    void aLineThatIsTooLongIsNone() throws IOException {
        says("x".repeat(Words.LONGEST) + "\n");
        assertThat(new Words(door, System::nanoTime).line()).isEmpty();
    }

    @Test
    void aLineThatTricklesIsNone() throws IOException {
        says("xcp-door/1 abc");
        var looks = new AtomicLong();
        // four seconds pass with each look: every byte comes in time, the line does not
        assertThat(new Words(door, () -> looks.getAndIncrement() * 4_000_000_000L).line())
                .isEmpty();
    }

    @Test
    void aVisitorWhoLeavesIsNoLine() throws IOException {
        says("xcp");
        visitor.close();
        var words = new Words(door, System::nanoTime);
        assertThatThrownBy(words::line).isInstanceOf(IOException.class);
    }

    @Test
    void aRefusalIsHeardByWhoStillSends() throws Exception {
        var refused = new CompletableFuture<Void>();
        Thread.ofVirtual().start(() -> {
            try (Socket mine = door) {
                new Words(mine, System::nanoTime).refuse("there is\nno room");
                refused.complete(null);
            } catch (IOException e) {
                refused.completeExceptionally(e);
            }
        });
        byte[] much = new byte[8 << 20]; // more than the sockets hold: unread, it would be a reset
        visitor.getOutputStream().write(much);
        String heard = new String(visitor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(heard).isEqualTo("no there is no room\n");
        visitor.close();
        refused.get(30, TimeUnit.SECONDS);
    }
}
