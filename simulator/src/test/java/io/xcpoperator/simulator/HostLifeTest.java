package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.simulator.dispatch.Delays;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts leave service, empty themselves, go down and come back (facts: sections 1.5 to 1.7, 1.10). */
class HostLifeTest {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final CareLab lab = new CareLab(CareLab.slow());

    @BeforeEach
    void login() throws Exception {
        lab.login();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private double time(String host, String key) {
        return Double.parseDouble(
                lab.map("host", lab.host(host), "other_config").get(key));
    }

    private String run(String name, String host) {
        lab.pool().delays(Delays.none());
        String vm = lab.vm(name, host);
        lab.pool().delays(CareLab.slow());
        return vm;
    }

    private String status(String task) {
        return lab.direct().text("task.get_status", task);
    }

    @Test
    void aMemberThatRebootsIsNotLiveThenLiveThenEnabled() throws Exception {
        String host = lab.host("host2");
        assertThat(lab.failure("Async.host.reboot", host)).isEmpty();
        assertThat(lab.failure("host.reboot", host)).isEqualTo("HOST_NOT_DISABLED");
        lab.result("host.disable", host);
        lab.result("host.reboot", host);
        assertThat(lab.failure("host.enable", host)).isEqualTo("HOST_DISABLED_UNTIL_REBOOT, " + host);

        lab.advance(MOMENT);
        assertThat(lab.live("host2")).isFalse();
        double before = time("host2", "boot_time");
        lab.advance(Duration.ofSeconds(20));
        assertThat(lab.live("host2")).isTrue();
        assertThat(lab.enabled("host2")).isFalse();
        assertThat(lab.failure("host.enable", host)).isEqualTo("HOST_STILL_BOOTING");
        lab.advance(Duration.ofSeconds(3));
        assertThat(lab.enabled("host2")).isTrue();
        assertThat(time("host2", "boot_time")).isGreaterThan(before).isEqualTo(time("host2", "agent_start_time"));
        assertThat(lab.map("host", host, "other_config").get("boot_time")).endsWith(".");
    }

    @Test
    void aCoordinatorThatRebootsTakesSessionsAndTasksWithIt() throws Exception {
        String task = lab.result("task.create", "mine", "").asText();
        lab.result("host.disable", lab.host("host1"));
        lab.result("host.reboot", lab.host("host1"));
        lab.advance(MOMENT);
        assertThatThrownBy(() -> lab.result("VM.get_all")).isInstanceOf(IOException.class);
        try (WireClient member = new WireClient(lab.pool().endpoints().getLast().http())) {
            assertThat(member.login().call("VM.get_all").toString()).contains("SESSION_INVALID");
        }

        lab.advance(Duration.ofSeconds(30));
        assertThat(lab.failure("VM.get_all")).startsWith("SESSION_INVALID");
        lab.login();
        assertThat(lab.failure("task.get_record", task)).startsWith("HANDLE_INVALID");
        assertThat(lab.enabled("host1")).isTrue();
    }

    @Test
    void aMemberWithoutItsCoordinatorIsInAnEmergencyAfterAMinute() throws Exception {
        lab.pool().faults().hosts().crash("host1");
        try (WireClient member = new WireClient(lab.pool().endpoints().getLast().http())) {
            assertThat(member.login().session()).isEmpty();
            String local = member.raw("session.slave_local_login_with_password", "root", "xensource")
                    .path("result")
                    .asText();
            assertThat(member.raw("host.is_in_emergency_mode", local)
                            .path("result")
                            .asBoolean())
                    .isFalse();
            lab.advance(Duration.ofSeconds(61));
            assertThat(member.raw("host.is_in_emergency_mode", local)
                            .path("result")
                            .asBoolean())
                    .isTrue();
            assertThat(member.call("VM.get_all").toString()).contains("HOST_IN_EMERGENCY_MODE");
            assertThat(member.raw("pool.emergency_transition_to_master", local).has("error"))
                    .isFalse();
        }
        lab.advance(MOMENT);
        lab.login();
        assertThat(lab.pool().coordinator().host()).isEqualTo("host2");
        assertThat(lab.result("pool.recover_slaves")).isEmpty();
        lab.pool().faults().hosts().up("host1");
        lab.advance(Duration.ofSeconds(3));
        assertThat(lab.enabled("host1")).isTrue();
        try (WireClient old = new WireClient(lab.pool().endpoints().getFirst().http())) {
            assertThat(old.raw("session.login_with_password", "root", "xensource", "1.0", "t")
                            .toString())
                    .contains("HOST_IS_SLAVE");
        }
    }

    @Test
    void whatCannotLeaveARebootingHostIsShutDownAndTheRestMoves() throws Exception {
        String moves = run("moves", "host2");
        String stays = run("stays", "host2");
        lab.direct().call("VM.add_to_blocked_operations", stays, "pool_migrate", "pinned");
        lab.result("host.disable", lab.host("host2"));
        lab.result("host.reboot", lab.host("host2"));
        lab.advance(MOMENT);
        await().until(() -> lab.waiting() > 0);
        for (int second = 0; second < 40; second++) {
            lab.advance(MOMENT);
            await().until(() -> lab.waiting() >= 0);
        }
        await().untilAsserted(() -> assertThat(lab.power(stays)).isEqualTo("Halted"));
        await().untilAsserted(() -> {
            lab.advance(MOMENT);
            assertThat(lab.enabled("host2")).isTrue();
        });
        assertThat(lab.place(moves)).isEqualTo("host1");
        assertThat(lab.power(moves)).isEqualTo("Running");
    }

    @Test
    void guestsOfAHostThatCrashedAreHaltedWhenItIsBack() {
        String vm = run("web", "host2");
        lab.pool().faults().hosts().crash("host2");
        assertThat(lab.power(vm)).isEqualTo("Running");
        lab.pool().faults().hosts().up("host2");
        assertThat(lab.power(vm)).isEqualTo("Halted");
    }

    @Test
    void everyBootStartsWhatIsMarkedWhereThePoolIsMarkedToo() {
        String vm = run("web", "host1");
        lab.direct().call("VM.hard_shutdown", vm);
        lab.direct().call("VM.add_to_other_config", vm, "auto_poweron", "true");
        lab.pool().delays(Delays.none());
        lab.pool().faults().hosts().down("host2");
        lab.pool().faults().hosts().up("host2");
        assertThat(lab.power(vm)).isEqualTo("Halted");

        lab.direct().call("pool.add_to_other_config", lab.direct().all("pool").getFirst(), "auto_poweron", "true");
        lab.pool().faults().hosts().down("host2");
        lab.pool().faults().hosts().up("host2");
        await().untilAsserted(() -> assertThat(lab.power(vm)).isEqualTo("Running"));
    }

    @Test
    void aToolstackRestartMovesTheAgentsTimeAndEnablesTheHostAgain() throws Exception {
        String vm = run("web", "host2");
        String host = lab.host("host2");
        double booted = time("host2", "boot_time");
        lab.result("host.disable", host);
        lab.advance(Duration.ofSeconds(5));
        lab.result("host.restart_agent", host);
        lab.advance(Duration.ofSeconds(6));
        assertThat(lab.enabled("host2")).isTrue();
        assertThat(time("host2", "agent_start_time")).isGreaterThan(booted);
        assertThat(time("host2", "boot_time")).isEqualTo(booted);
        assertThat(lab.power(vm)).isEqualTo("Running");
        assertThat(lab.failure("VM.get_all")).isEmpty();

        lab.result("host.restart_agent", lab.host("host1"));
        lab.advance(Duration.ofSeconds(6));
        assertThat(lab.failure("VM.get_all")).startsWith("SESSION_INVALID");
    }

    @Test
    void aHostDisabledToLastStaysSoThroughARestart() throws Exception {
        String host = lab.host("host2");
        lab.result("host.disable", host, false);
        lab.result("host.restart_agent", host);
        lab.advance(Duration.ofSeconds(6));
        assertThat(lab.enabled("host2")).isFalse();
        lab.result("host.enable", host);
        assertThat(lab.enabled("host2")).isTrue();
    }

    @Test
    void aHostThatNeverBootsStaysAway() throws Exception {
        lab.pool().faults().hosts().neverBoots("host2", true);
        lab.result("host.disable", lab.host("host2"));
        lab.result("host.reboot", lab.host("host2"));
        lab.advance(Duration.ofMinutes(30));
        assertThat(lab.live("host2")).isFalse();
        lab.pool().faults().hosts().neverBoots("host2", false);
        lab.pool().faults().hosts().up("host2");
        assertThat(lab.live("host2")).isTrue();
    }

    @Test
    void aHostSwitchedOffIsPoweredOnByItsModeOnly() throws Exception {
        String host = lab.host("host2");
        lab.result("host.disable", host);
        lab.result("host.shutdown", host);
        lab.advance(MOMENT);
        assertThat(lab.failure("host.power_on", host)).isEqualTo("HOST_POWER_ON_MODE_DISABLED");
        lab.result("host.set_power_on_mode", host, "nonsense", Map.of());
        assertThat(lab.failure("host.power_on", host)).isEqualTo("XENAPI_MISSING_PLUGIN, nonsense");
        lab.result("host.set_power_on_mode", host, "wake-on-lan", Map.of());
        lab.result("host.power_on", host);
        lab.advance(Duration.ofSeconds(30));
        assertThat(lab.enabled("host2")).isTrue();
    }

    @Test
    void anEvacuationTellsPerVmWhatIsInTheWay() throws Exception {
        String pinned = run("pinned", "host1");
        String big = run("big", "host1");
        lab.direct().call("VM.add_to_other_config", pinned, "pci", "0/0000:04:00.0");
        String host = lab.host("host1");
        assertThat(lab.result("host.get_vms_which_prevent_evacuation", host).toString())
                .contains(pinned)
                .doesNotContain(big);
        lab.result("VM.hard_shutdown", pinned);
        assertThat(lab.result("host.get_vms_which_prevent_evacuation", host)).isEmpty();

        lab.direct().call("host.disable", lab.host("host2"), true);
        assertThat(lab.failure("host.assert_can_evacuate", host))
                .isEqualTo("CANNOT_EVACUATE_HOST, NO_HOSTS_AVAILABLE," + big);
    }

    @Test
    void anEvacuationOverANetworkNeedsAnAddressThere() throws Exception {
        run("web", "host1");
        String lan = lab.direct().named("network", "lan").getFirst();
        assertThat(lab.failure("host.evacuate", lab.host("host1"), lan, 3)).startsWith("INTERFACE_HAS_NO_IP");
    }

    @Test
    void anEvacuationMovesSomeAtATime() throws Exception {
        List<String> vms = List.of(run("a", "host1"), run("b", "host1"), run("c", "host1"));
        String task = lab.result("Async.host.evacuate", lab.host("host1"), "OpaqueRef:NULL", 2)
                .asText();
        await().until(() -> lab.waiting() >= 2);
        await().untilAsserted(() -> {
            lab.advance(Duration.ofMillis(500));
            assertThat(status(task)).isEqualTo("success");
        });
        assertThat(vms).allSatisfy(vm -> assertThat(lab.place(vm)).isEqualTo("host2"));
        assertThat(lab.enabled("host1")).isTrue();
    }

    @Test
    void anEvacuationThatStallsIsCancelledOrGoesOn() throws Exception {
        String vm = run("web", "host1");
        lab.pool().faults().hosts().stallsEvacuation("host1", true);
        String task = lab.result("Async.host.evacuate", lab.host("host1")).asText();
        await().until(() -> lab.waiting() > 0);
        lab.advance(Duration.ofHours(2));
        assertThat(status(task)).isEqualTo("pending");
        lab.result("task.cancel", task);
        await().untilAsserted(() -> assertThat(status(task)).isEqualTo("cancelled"));
        assertThat(lab.place(vm)).isEqualTo("host1");
        assertThat(lab.map("host", lab.host("host1"), "current_operations")).isEmpty();
    }

    @Test
    void anEvacuationEndsWithTheToolstackThatBeganIt() throws Exception {
        List<String> vms = List.of(run("a", "host2"), run("b", "host2"));
        lab.pool().faults().hosts().stallsEvacuation("host2", true);
        lab.result("Async.host.evacuate", lab.host("host2"));
        await().until(() -> lab.waiting() > 0);
        lab.pool().faults().hosts().restartToolstack();
        lab.pool().faults().hosts().stallsEvacuation("host2", false);
        await().untilAsserted(() -> assertThat(lab.map("host", lab.host("host2"), "current_operations"))
                .isEmpty());
        assertThat(vms).allSatisfy(vm -> assertThat(lab.place(vm)).isEqualTo("host2"));
    }

    @Test
    void anotherCoordinatorIsDesignatedOnlyWhenAllAreThere() throws Exception {
        lab.result("pool.designate_new_master", lab.host("host2"));
        lab.advance(MOMENT);
        assertThat(lab.pool().coordinator().host()).isEqualTo("host2");
        assertThat(lab.login().session()).isNotEmpty();
        lab.pool().faults().hosts().down("host1");
        assertThat(lab.failure("pool.designate_new_master", lab.host("host1")))
                .isEqualTo("HOST_OFFLINE, " + lab.host("host1"));
    }

    @Test
    void aHostsClockMayBeWrong() throws Exception {
        lab.pool().faults().hosts().skewClock("host2", Duration.ofMinutes(10));
        assertThat(lab.result("host.get_servertime", lab.host("host1")).asText())
                .isEqualTo("20260501T10:00:00Z");
        assertThat(lab.result("host.get_servertime", lab.host("host2")).asText())
                .isEqualTo("20260501T10:10:00Z");
    }
}
