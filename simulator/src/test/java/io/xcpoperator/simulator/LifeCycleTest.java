package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifeCycleTest {
    private final Simulator simulator = Simulator.builder().seed(7).start();
    private final Direct direct = simulator.direct();

    @AfterEach
    void close() {
        simulator.close();
    }

    private String aVm(String name, long memory) {
        Map<String, Object> record = new java.util.HashMap<>(
                direct.record("VM", direct.named("VM", "debian-12-golden").getFirst()));
        record.put("name_label", name);
        record.put("is_a_template", false);
        for (String field : List.of("memory_static_max", "memory_dynamic_max", "memory_dynamic_min")) {
            record.put(field, memory);
        }
        record.keySet().removeIf(key -> key.equals("snapshot_time"));
        return direct.text("VM.create", record);
    }

    @Test
    void aStartedGuestReportsToolsAndAnAddressOfItsOwn() {
        String vm = aVm("a", 1L << 30);
        direct.call("VM.start", vm, false, false);
        Map<String, Object> record = direct.record("VM", vm);
        assertThat(record).containsEntry("power_state", "Running");
        Map<String, Object> metrics = direct.record("VM_guest_metrics", String.valueOf(record.get("guest_metrics")));
        assertThat(metrics).containsEntry("PV_drivers_detected", true);
    }

    @Test
    void memoryIsCountedUntilNoHostHasRoom() {
        for (int i = 0; i < 2; i++) {
            direct.call("VM.start", aVm("big" + i, 26L << 30), false, false);
        }
        String third = aVm("big2", 26L << 30);
        assertThatThrownBy(() -> direct.call("VM.start", third, false, false)).hasMessage("NO_HOSTS_AVAILABLE");
        String host = direct.all("host").getFirst();
        assertThatThrownBy(() -> direct.call("VM.start_on", third, host, false, false))
                .hasMessageStartingWith("HOST_NOT_ENOUGH_FREE_MEMORY, ");
    }

    @Test
    void aRunningVmMovesToTheOtherHost() {
        String vm = aVm("a", 1L << 30);
        direct.call("VM.start", vm, false, false);
        String from = String.valueOf(direct.record("VM", vm).get("resident_on"));
        String to = direct.all("host").stream()
                .filter(host -> !host.equals(from))
                .findFirst()
                .orElseThrow();
        direct.call("VM.pool_migrate", vm, to, Map.of());
        assertThat(direct.record("VM", vm)).containsEntry("resident_on", to);
    }

    @Test
    void aGuestThatSwitchesItselfOffIsHalted() {
        String vm = aVm("a", 1L << 30);
        direct.call("VM.start", vm, false, false);
        simulator.guests().shutsDown(String.valueOf(direct.record("VM", vm).get("uuid")));
        assertThat(direct.record("VM", vm))
                .containsEntry("power_state", "Halted")
                .containsEntry("domid", -1L);
    }
}
