package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code CONNECT /console}: what a host shows of a running VM (facts: console; RFC 6143). */
class ConsoleTest {
    private final Simulator simulator = Simulator.builder().start();
    private final WireClient xapi = new WireClient(simulator.coordinator().http());
    private String vm = "";

    @BeforeEach
    void run() throws Exception {
        xapi.login();
        String golden = simulator.direct().named("VM", "debian-12-golden").getFirst();
        vm = simulator.direct().text("VM.clone", golden, "web");
        simulator.direct().call("VM.set_is_a_template", vm, false);
        simulator.direct().call("VM.start", vm, false, false);
    }

    @AfterEach
    void close() {
        xapi.close();
        simulator.close();
    }

    private URI host(boolean resident) {
        Object where = simulator.direct().record("VM", vm).get("resident_on");
        return simulator.endpoints().stream()
                .filter(endpoint -> endpoint.hostRef().equals(where) == resident)
                .findFirst()
                .orElseThrow()
                .http();
    }

    private Socket connect(URI host, String query) throws IOException {
        Socket socket = new Socket(host.getHost(), host.getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("CONNECT /console?" + query + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String head(Socket socket) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString().split("\r\n", -1)[0];
    }

    private static String text(DataInputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String mine() {
        return "&session_id=" + xapi.session();
    }

    @Test
    void showsTheScreenOfARunningVmUntilItHalts() throws Exception {
        try (Socket socket = connect(host(true), "ref=" + vm + mine())) {
            assertThat(head(socket)).isEqualTo("HTTP/1.1 200 OK");
            var in = new DataInputStream(socket.getInputStream());
            assertThat(text(in, 12)).as("directly behind the head").isEqualTo("RFB 003.008\n");
            socket.getOutputStream().write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(in.readNBytes(2)).as("no password").containsExactly(1, 1);
            socket.getOutputStream().write(1);
            assertThat(in.readInt()).as("let in").isZero();
            socket.getOutputStream().write(1);
            assertThat(in.readUnsignedShort()).isEqualTo(16);
            assertThat(in.readUnsignedShort()).isEqualTo(16);
            in.skipNBytes(16);
            assertThat(text(in, in.readInt())).isEqualTo("web");
            socket.getOutputStream().write(new byte[] {4, 1, 0, 0, 0, 0, 0, 65}); // the letter A
            socket.getOutputStream().write(new byte[] {3, 0, 0, 0, 0, 0, 0, 16, 0, 16});
            assertThat(in.readNBytes(16 + 16 * 16 * 4)).hasSize(16 + 16 * 16 * 4);
            simulator.direct().call("VM.hard_shutdown", vm);
            assertThat(in.read()).as("the end").isNegative();
        }
    }

    @Test
    void refusesWhoMayNotOrAsksTheWrongHostOrForNothing() throws Exception {
        String console = String.valueOf(
                ((java.util.List<?>) simulator.direct().record("VM", vm).get("consoles")).getFirst());
        try (Socket stranger = connect(host(true), "ref=" + console);
                Socket other = connect(host(false), "ref=" + console + mine());
                Socket unknown = connect(host(true), "ref=OpaqueRef:none" + mine());
                Socket right = connect(host(true), "ref=" + console + mine())) {
            assertThat(head(stranger)).contains(" 401 ");
            assertThat(head(other)).contains(" 500 ");
            assertThat(head(unknown)).contains(" 500 ");
            assertThat(head(right)).contains(" 200 ");
        }
    }
}
