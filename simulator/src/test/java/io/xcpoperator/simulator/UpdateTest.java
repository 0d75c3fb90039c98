package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xcpoperator.simulator.update.RpmPackage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client asks hosts for their updates and lets them install them (facts: updater.py). */
class UpdateTest {
    private static final String PLUGIN = "updater.py";

    private final ObjectMapper json = new ObjectMapper();
    private final CareLab lab = new CareLab();

    @BeforeEach
    void login() throws Exception {
        lab.login();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private JsonNode answer(String host, String function, Map<String, String> arguments) throws Exception {
        return json.readTree(lab.result("host.call_plugin", lab.host(host), PLUGIN, function, arguments)
                .asText());
    }

    private String refusal(String host, String function, Map<String, String> arguments) throws Exception {
        return lab.failure("host.call_plugin", lab.host(host), PLUGIN, function, arguments);
    }

    @Test
    void aHostMissesWhatItsRepositoryHasAtAnotherLevel() throws Exception {
        assertThat(answer("host1", "check_update", Map.of())).isEmpty();
        lab.pool().updates().publish(RpmPackage.of("kernel", "4.19.19", "8.0.44.1.xcpng8.3"));
        lab.pool().updates().publish(RpmPackage.of("never-installed", "1", "1"));

        JsonNode missing = answer("host1", "check_update", Map.of());
        assertThat(missing).hasSize(1);
        assertThat(missing.get(0).fieldNames())
                .toIterable()
                .containsExactly("name", "version", "release", "description", "changelog", "url", "size", "license");
        assertThat(missing.get(0).path("changelog").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("date", "author", "description");
        assertThat(missing.get(0).path("release").asText()).isEqualTo("8.0.44.1.xcpng8.3");
    }

    @Test
    void aRepositoryBesideTheUsualOnesIsLookedAtOnlyWhenNamed() throws Exception {
        lab.pool().updates().publishIn("xcp-ng-testing", RpmPackage.of("sm", "3.2.13", "1.xcpng8.3"));
        assertThat(answer("host1", "check_update", Map.of())).isEmpty();
        assertThat(answer("host1", "check_update", Map.of("repos", "xcp-ng-testing")))
                .hasSize(1);
        assertThat(refusal("host1", "check_update", Map.of("repos", "nope"))).startsWith("-1, ");
    }

    @Test
    void anUpdateInstallsAllOrWhatOneGlobNames() throws Exception {
        lab.pool().updates().publishMonth("26.1.12");
        JsonNode some = answer("host1", "update", Map.of("packages", "xen-*"));
        assertThat(some.path("returncode").asInt()).isZero();
        assertThat(some.path("command"))
                .extracting(JsonNode::asText)
                .startsWith("yum", "update")
                .endsWith("xen-*");
        assertThat(lab.pool().updates().missing("host1")).isEqualTo(5);

        answer("host1", "update", Map.of());
        assertThat(answer("host1", "check_update", Map.of())).isEmpty();
        assertThat(answer("host2", "check_update", Map.of())).hasSize(7);
        assertThat(answer("host1", "update", Map.of()).path("stdout").asText())
                .contains("No packages marked for update");
        assertThat(answer("host1", "query_installed", Map.of("packages", "xen-hypervisor,nope"))
                        .path("xen-hypervisor")
                        .asText())
                .isEqualTo("xen-hypervisor-4.17.5-23.1.xcpng8.3.x86_64");
        assertThat(lab.tasks()).isEmpty();
    }

    @Test
    void aHostSaysItsNewVersionsOnlyOnceItHasStartedWithThem() throws Exception {
        lab.pool().updates().publishMonth("26.1.12");
        answer("host2", "update", Map.of());
        String host = lab.host("host2");
        assertThat(lab.map("host", host, "software_version")).containsEntry("xapi_build", "26.1.11");

        lab.result("host.disable", host);
        lab.result("host.reboot", host);
        lab.advance(Duration.ofSeconds(1));
        assertThat(lab.map("host", host, "software_version"))
                .containsEntry("xapi_build", "26.1.12")
                .containsEntry("xen", "4.17.5-23.1");
        assertThat(lab.upgrading()).isFalse();
    }

    @Test
    void aToolstackOfAnotherMinorVersionPutsThePoolInAnUpgradeUntilAllHaveIt() throws Exception {
        String vm = lab.vm("web", "host2");
        String second = lab.vm("db", "host1");
        lab.pool().updates().publishMonth("26.2.0");
        answer("host1", "update", Map.of());
        answer("host2", "update", Map.of());
        lab.pool().faults().hosts().restartToolstack();
        lab.login();
        assertThat(lab.upgrading()).isTrue();

        assertThat(lab.failure("VM.snapshot", vm, "now")).isEqualTo("NOT_SUPPORTED_DURING_UPGRADE");
        assertThat(lab.failure("VM.set_memory_dynamic_range", second, 1 << 30, 1 << 30))
                .isEqualTo("NOT_SUPPORTED_DURING_UPGRADE");
        assertThat(lab.failure("pool.enable_ha", List.of(), Map.of())).isEqualTo("NOT_SUPPORTED_DURING_UPGRADE");
        assertThat(lab.failure("VM.pool_migrate", second, lab.host("host2"), Map.of()))
                .isEqualTo("VM_HOST_INCOMPATIBLE_VERSION_MIGRATE, " + lab.host("host2") + ", " + second);
        assertThat(lab.failure("host.evacuate", lab.host("host1"))).startsWith("NO_HOSTS_AVAILABLE");
        lab.result("VM.pool_migrate", vm, lab.host("host1"), Map.of());
        lab.result("VM.hard_shutdown", vm);
        assertThat(lab.failure("VM.start_on", vm, lab.host("host2"), false, false))
                .isEqualTo("VM_HOST_INCOMPATIBLE_VERSION, " + lab.host("host2") + ", " + vm);

        lab.pool().faults().hosts().down("host2");
        lab.pool().faults().hosts().up("host2");
        assertThat(lab.upgrading()).isFalse();
        lab.result("VM.snapshot", second, "now");
    }

    @Test
    void onlyOneMayWorkOnAHostAtATime() throws Exception {
        lab.pool().updates().hold("host1", "check_update");
        assertThat(refusal("host1", "check_update", Map.of()))
                .startsWith("-1, The updater plugin is busy (current operation: check_update), ");
        lab.pool().updates().release("host1");

        lab.pool().updates().publishMonth("26.1.12");
        lab.pool().updates().hold("host1", "update");
        assertThat(lab.tasks()).singleElement().asString().startsWith("Update host host1 (");
        assertThat(refusal("host1", "update", Map.of())).startsWith("-1, Update already in progress, ");
        assertThat(refusal("host1", "get_proxies", Map.of())).startsWith("-1, The updater plugin is busy");
        assertThat(answer("host1", "query_installed", Map.of("packages", ""))).isEmpty();
        assertThat(answer("host2", "check_update", Map.of())).hasSize(7);
        lab.pool().updates().release("host1");
        assertThat(answer("host1", "check_update", Map.of())).isEmpty();
        assertThat(lab.tasks()).isEmpty();
    }

    @Test
    void anUpdateWaitsTenSecondsForALookAtTheUpdates() throws Exception {
        lab.pool().updates().hold("host1", "check_update");
        String task = lab.result("Async.host.call_plugin", lab.host("host1"), PLUGIN, "update", Map.of())
                .asText();
        await().until(() -> lab.waiting() > 0);
        lab.advance(Duration.ofSeconds(11));
        await().until(() -> lab.direct().text("task.get_status", task).equals("failure"));
        assertThat(lab.field("task", task, "error_info").toString()).contains("plugin is busy");
    }

    @Test
    void aRunThatFailsHalfWayLeavesWhatItHadInstalled() throws Exception {
        lab.pool().updates().publishMonth("26.1.12");
        lab.pool().updates().failNext("host2", 3, "Error unpacking rpm package sm-3.2.12-16.1.xcpng8.3.x86_64\n");
        assertThat(refusal("host2", "update", Map.of()))
                .startsWith("1, Command '['yum', 'update', ")
                .contains("failed with code: 1, stdout: '", "stderr: 'Error unpacking rpm package");
        assertThat(lab.pool().updates().missing("host2")).isEqualTo(4);
        answer("host2", "update", Map.of());
        assertThat(lab.pool().updates().missing("host2")).isZero();
    }

    @Test
    void aHostWithoutNetworkOrRoomSaysSo() throws Exception {
        lab.pool().updates().cutRepositories("host2");
        assertThat(refusal("host2", "check_update", Map.of())).startsWith("-1, Cannot retrieve repository metadata");
        assertThat(refusal("host2", "update", Map.of())).startsWith("1, Command '");
        assertThat(answer("host1", "check_update", Map.of())).isEmpty();
        lab.pool().updates().fillRoot("host2");
        assertThat(refusal("host2", "check_update", Map.of())).startsWith("28, No space left on device");
        lab.pool().updates().mend("host2");
        assertThat(answer("host2", "check_update", Map.of())).isEmpty();
    }

    @Test
    void proxiesAreKeptPerHost() throws Exception {
        assertThat(answer("host1", "get_proxies", Map.of()).path("xcp-ng-base").asText())
                .isEqualTo("_none_");
        assertThat(lab.result(
                                "host.call_plugin",
                                lab.host("host1"),
                                PLUGIN,
                                "set_proxies",
                                Map.of("proxies", "{\"xcp-ng-base\": \"http://192.0.2.1:3142\"}"))
                        .asText())
                .isEmpty();
        assertThat(answer("host1", "get_proxies", Map.of()).path("xcp-ng-base").asText())
                .isEqualTo("http://192.0.2.1:3142");
        assertThat(answer("host2", "get_proxies", Map.of()).path("xcp-ng-base").asText())
                .isEqualTo("_none_");
        assertThat(refusal("host1", "set_proxies", Map.of("proxies", "{\"nope\": \"x\"}")))
                .startsWith("-1, Can't find section 'nope' in config file");
    }

    @Test
    void theOldPluginTellsFailuresInTheBodyOfASuccess() throws Exception {
        lab.pool().updates().oldGeneration(true);
        assertThat(answer("host1", "check_update", Map.of()).path("result")).isEmpty();
        lab.pool().updates().cutRepositories("host1");
        assertThat(answer("host1", "check_update", Map.of()).path("error").asText())
                .startsWith("Cannot retrieve");
        assertThat(answer("host1", "update", Map.of()).path("exit").asInt()).isOne();
        lab.pool().updates().hold("host2", "check_update");
        assertThat(refusal("host2", "check_update", Map.of())).startsWith("-1, The plugin is busy.");
    }

    @Test
    void functionsNobodyWroteAreRefused() throws Exception {
        assertThat(refusal("host1", "nope", Map.of())).isEqualTo("UNKNOWN_XENAPI_PLUGIN_FUNCTION, nope");
        assertThat(refusal("host1", "install", Map.of())).startsWith("-1, Missing or empty argument `packages`");
    }

    @Test
    void aHostThatIsOffIsAskedNothing() throws Exception {
        lab.pool().faults().hosts().down("host2");
        assertThat(refusal("host2", "check_update", Map.of())).isEqualTo("HOST_OFFLINE, " + lab.host("host2"));
    }
}
