package io.xcpoperator.simulator.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.simulator.PoolFixture;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostTest {
    private final PoolFixture pool = PoolFixture.of("two-hosts.yaml");
    private final String host = pool.texts("host.get_all").getFirst();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void mayBeRebootedOnlyWhenDisabled() {
        assertThat(pool.texts("host.get_allowed_operations", host))
                .containsExactly("vm_migrate", "provision", "vm_resume", "enable", "evacuate", "vm_start");
        pool.call("host.disable", host);
        assertThat(pool.texts("host.get_allowed_operations", host))
                .containsExactly(
                        "vm_migrate",
                        "provision",
                        "vm_resume",
                        "apply_updates",
                        "enable",
                        "reboot",
                        "evacuate",
                        "vm_start",
                        "shutdown");
        pool.call("host.enable", host);
        assertThat(pool.flag("host.get_enabled", host)).isTrue();
    }

    @Test
    void isNotDestroyedAlive() {
        for (String method : List.of("host.destroy", "host.declare_dead", "host.power_on")) {
            assertThatThrownBy(() -> pool.call(method, host)).hasMessage("HOST_IS_LIVE, " + host);
        }
    }

    @Test
    void leavesThePoolUnlessItLeadsIt() {
        String member = pool.texts("host.get_all").get(1);
        assertThatThrownBy(() -> pool.call("pool.eject", host))
                .hasMessage("INTERNAL_ERROR, Xapi_pool.Cannot_eject_master");
        pool.call("pool.eject", member);
        assertThat(pool.texts("host.get_all")).containsExactly(host);
        assertThat(pool.texts("PBD.get_all"))
                .allSatisfy(pbd -> assertThat(pool.text("PBD.get_host", pbd)).isEqualTo(host));
        assertThat(pool.texts("PIF.get_all"))
                .allSatisfy(pif -> assertThat(pool.text("PIF.get_host", pif)).isEqualTo(host));
    }

    @Test
    void listsEveryObstacleInOneText() {
        var obstacles = new LinkedHashMap<String, XapiFailure>();
        obstacles.put("a", new XapiFailure("NO_HOSTS_AVAILABLE", "a"));
        obstacles.put("b", new XapiFailure("VM_REQUIRES_SR", "b", "sr"));
        assertThat(HostRules.cannotEvacuate(obstacles))
                .hasMessage("CANNOT_EVACUATE_HOST, NO_HOSTS_AVAILABLE,a|VM_REQUIRES_SR,b,sr");
    }

    @Test
    void refusesImpossibleNames() {
        assertThatThrownBy(() -> pool.call("host.set_hostname_live", host, "bad name!"))
                .hasMessage("HOST_NAME_INVALID, hostname contains invalid characters");
        pool.call("host.set_hostname_live", host, "good-name");
        assertThat(pool.text("host.get_hostname", host)).isEqualTo("good-name");
    }

    @Test
    void knowsWhichPluginsAreMissing() {
        assertThatThrownBy(() -> pool.call("host.call_plugin", host, "nope", "f", Map.of()))
                .hasMessage("XENAPI_MISSING_PLUGIN, nope");
    }

    @Test
    void comesBackEnabledFromAReboot() {
        String member = pool.texts("host.get_all").get(1);
        assertThatThrownBy(() -> pool.call("host.reboot", member)).hasMessage("HOST_NOT_DISABLED");
        pool.call("host.disable", member);
        pool.call("host.reboot", member);
        pool.advance(Duration.ofSeconds(1));
        assertThat(pool.flag("host.get_enabled", member)).isTrue();
    }

    @Test
    void staysOffAfterAShutdown() {
        String member = pool.texts("host.get_all").get(1);
        pool.call("host.disable", member);
        pool.call("host.shutdown", member);
        pool.advance(Duration.ofSeconds(1));
        String metrics = pool.text("host.get_metrics", member);
        assertThat(pool.flag("host_metrics.get_live", metrics)).isFalse();
        pool.call("host.destroy", member);
        assertThat(pool.texts("host.get_all")).containsExactly(host);
    }
}
