package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.simulator.clock.DrivenClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host without power can tell nobody that it is dead (recording 11b-016). */
class DeadHostTest {
    private final DrivenClock clock = new DrivenClock(Instant.parse("2026-05-01T10:00:00Z"));
    private final Simulator simulator = Simulator.builder().clock(clock).start();
    private final WireClient client = new WireClient(simulator.coordinator().http());
    private final Direct direct = simulator.direct();
    private final String host2 = direct.named("host", "host2").getFirst();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    private boolean live() {
        return (boolean) direct.call("host_metrics.get_live", direct.text("host.get_metrics", host2));
    }

    private String status(String task) {
        return direct.text("task.get_status", task);
    }

    @Test
    void countsAsAliveForTenMinutesWhileItsCallsHang() throws Exception {
        simulator.faults().hosts().crash("host2");
        String task =
                client.login().call("Async.pool.eject", host2).path("result").asText();
        clock.advance(Duration.ofMinutes(9));
        assertThat(live()).isTrue();
        assertThat(status(task)).isEqualTo("pending");

        clock.advance(Duration.ofMinutes(2));
        await().untilAsserted(() -> assertThat(status(task)).isEqualTo("failure"));
        assertThat(live()).isFalse();
        assertThat(String.valueOf(direct.call("task.get_error_info", task))).contains("HOST_OFFLINE");
    }

    @Test
    void isAliveAgainWithoutHavingCountedAsDeadWhereItIsBackInTime() throws Exception {
        simulator.faults().hosts().crash("host2");
        client.login();
        int before = clock.waiting();
        String task = client.call("Async.pool.eject", host2).path("result").asText();
        await("the call hangs").until(() -> clock.waiting() > before);
        simulator.faults().hosts().up("host2");
        await().untilAsserted(() -> assertThat(status(task)).isEqualTo("failure"));
        assertThat(String.valueOf(direct.call("task.get_error_info", task))).contains("CANNOT_CONTACT_HOST");
        clock.advance(Duration.ofMinutes(11));
        assertThat(live()).isTrue();
    }
}
