package io.xcpoperator.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.records.ConsoleRecord;
import io.xcpoperator.xapi.streams.ConsoleStream;
import io.xcpoperator.xapi.streams.Consoles.Opening;
import io.xcpoperator.xapi.types.ConsoleRef;
import io.xcpoperator.xapi.types.VmRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a VM shows, over a connection of its own. */
class ConsoleTest {
    private final Simulator simulator = Simulator.builder().start();
    private final PoolClient client = Pools.open(Pools.settings(simulator));
    private String vm = "";

    @BeforeEach
    void run() {
        String golden = simulator.direct().named("VM", "debian-12-golden").getFirst();
        vm = simulator.direct().text("VM.clone", golden, "web");
        simulator.direct().call("VM.set_is_a_template", vm, false);
        simulator.direct().call("VM.start", vm, false, false);
    }

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    private ConsoleRecord console() {
        Object ref = ((List<?>) simulator.direct().record("VM", vm).get("consoles")).getFirst();
        return client.calls().console().getRecord(new ConsoleRef(ref.toString()));
    }

    private static String banner(Opening opening) throws IOException {
        assertThat(opening).isInstanceOf(Opening.Open.class);
        try (ConsoleStream stream = ((Opening.Open) opening).stream()) {
            return new String(stream.in().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void opensWhereTheVmIsAndWithANewSessionWhereTheOldOneIsGone() throws IOException {
        assertThat(banner(client.consoles().open(console()))).isEqualTo("RFB 003.008\n");
        ConsoleRecord console = console();
        simulator.faults().hosts().expireSessions();
        assertThat(banner(client.consoles().open(console))).isEqualTo("RFB 003.008\n");
    }

    @Test
    void goesToNobodyWhoIsNoMember() {
        ConsoleRecord lying = at(console(), "https://192.0.2.7/console?uuid=x");
        assertThatThrownBy(() -> client.consoles().open(lying))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("192.0.2.7, which is no member");
        ConsoleRecord nowhere = at(console(), "not an address");
        assertThatThrownBy(() -> client.consoles().open(nowhere)).hasMessageContaining("nowhere");
    }

    private static ConsoleRecord at(ConsoleRecord console, String location) {
        return new ConsoleRecord(
                console.ref(), console.uuid(), console.protocol(), location, console.vm(), console.otherConfig());
    }

    @Test
    void tellsARefusalByItsStatus() {
        ConsoleRecord console = console();
        simulator.direct().call("VM.hard_shutdown", vm);
        assertThat(client.consoles().open(console)).isEqualTo(new Opening.Refused(500));
        assertThat(new VmRef(vm)).isEqualTo(console.vm());
    }

    @Test
    void oneAtATimeWhereThePoolSaysSo() throws IOException {
        simulator
                .direct()
                .call(
                        "pool.set_limit_console_sessions",
                        simulator.direct().all("pool").getFirst(),
                        true);
        var first = (Opening.Open) client.consoles().open(console());
        try (ConsoleStream stream = first.stream()) {
            assertThat(client.consoles().open(console())).isEqualTo(new Opening.Refused(503));
            assertThat(stream.in().read()).isEqualTo('R');
        }
    }
}
