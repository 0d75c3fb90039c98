package io.xcpoperator.xapi.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.xcpoperator.xapi.DataModel;
import io.xcpoperator.xapi.errors.ForbiddenCallException;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.PbdRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Reply;
import io.xcpoperator.xapi.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeverCallsTest {
    private static final CallBudget BUDGET = new CallBudget(Duration.ofSeconds(1), 1);

    private final List<String> sent = new ArrayList<>();
    private final Wire wire = new GuardedWire("home", new Wire() {
        @Override
        public Reply call(String method, List<?> parameters, CallBudget budget) {
            sent.add(method);
            return new Reply("");
        }

        @Override
        public void close() {}
    });

    private void refused(String method, Object... parameters) {
        assertThatThrownBy(() -> wire.call(method, List.of(parameters), BUDGET))
                .isInstanceOf(ForbiddenCallException.class);
        assertThatThrownBy(() -> wire.call("Async." + method, List.of(parameters), BUDGET))
                .isInstanceOf(ForbiddenCallException.class);
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VM.power_state_reset",
                "host.declare_dead",
                "host.destroy",
                "VDI.forget",
                "VDI.db_forget",
                "pool.emergency_transition_to_master",
                "pool.emergency_reset_master",
                "host.emergency_ha_disable",
                "host.emergency_disable_tls_verification",
                "pool.join_force",
                "VBD.unplug_force",
                "VIF.unplug_force"
            })
    void neverSends(String method) {
        refused(method, "session", "OpaqueRef:x");
    }

    @Test
    void everyForceFlagOfTheDataModelIsInTheTable() {
        Map<String, Integer> flags = new TreeMap<>();
        DataModel.read()
                .classes()
                .properties()
                .forEach(type -> type.getValue().path("messages").properties().forEach(message -> {
                    int at = 1;
                    for (JsonNode parameter : message.getValue().path("params")) {
                        if (parameter.path("name").asText().equals("force")) {
                            flags.put(type.getKey() + "." + message.getKey(), at);
                        }
                        at++;
                    }
                }));
        assertThat(NeverCalls.FORCE_FLAGS).containsExactlyInAnyOrderEntriesOf(flags);
    }

    @Test
    void everyForceFlagIsRefusedUnlessItIsFalse() {
        NeverCalls.FORCE_FLAGS.forEach((message, at) -> {
            List<Object> parameters = new ArrayList<>(java.util.Collections.nCopies(at, "x"));
            assertThat(NeverCalls.rule(message, parameters)).isEmpty();
            parameters.add(true);
            assertThat(NeverCalls.rule(message, parameters)).contains("force");
            parameters.set(at, false);
            assertThat(NeverCalls.rule(message, parameters)).isEmpty();
            parameters.set(at, "1");
            assertThat(NeverCalls.rule(message, parameters)).contains("force");
        });
    }

    @Test
    void aForcedMigrationIsRefused() {
        refused("VM.pool_migrate", "session", "OpaqueRef:vm", "OpaqueRef:host", Map.of("force", "true"));
        wire.call(
                "VM.pool_migrate",
                List.of("session", "OpaqueRef:vm", "OpaqueRef:host", Map.of("network", "x")),
                BUDGET);
        assertThat(sent).containsExactly("VM.pool_migrate");
    }

    @Test
    void keysOfXenOrchestraAreNeverWritten() {
        refused("VM.add_to_other_config", "session", "OpaqueRef:vm", "xo:notes", "mine");
        refused("pool.remove_from_other_config", "session", "OpaqueRef:pool", "xo:migrationNetwork");
        refused("VDI.create", "session", Map.of("other_config", Map.of("xo:backup:job", "x")));
        refused("SR.set_other_config", "session", "OpaqueRef:sr", Map.of());
        wire.call("VM.add_to_other_config", List.of("session", "OpaqueRef:vm", "xcp-operator.io/owner", "x"), BUDGET);
        assertThat(sent).containsExactly("VM.add_to_other_config");
    }

    @Test
    void theSecondWireNamesAreNoWayRound() {
        refused("VM_power_state_reset", "session", "OpaqueRef:vm");
        refused("InternalAsync.VM.power_state_reset", "session", "OpaqueRef:vm");
    }

    private static PoolView view(boolean attached, String residentOn) {
        return PoolView.of(
                List.of(
                        PbdRecord.read(new PbdRef("pbd"), Fields.of(Map.of("host", "h1", "SR", "sr"))),
                        VdiRecord.read(new VdiRef("vdi"), Fields.of(Map.of("SR", "sr"))),
                        VbdRecord.read(
                                new VbdRef("vbd"),
                                Fields.of(Map.of("VDI", "vdi", "VM", "vm", "currently_attached", attached))),
                        VmRecord.read(new VmRef("vm"), Fields.of(Map.of("resident_on", residentOn)))),
                List.of());
    }

    @Test
    void storageIsNotUnpluggedUnderARunningVm() {
        assertThat(UseGuard.rule("Async.PBD.unplug", "pbd", view(true, "h1"))).isPresent();
        assertThat(UseGuard.rule("Async.PBD.unplug", "pbd", view(false, "h1"))).isEmpty();
        assertThat(UseGuard.rule("Async.PBD.unplug", "pbd", view(true, "h2"))).isEmpty();
        assertThat(UseGuard.rule("PBD.unplug", "unknown", view(false, "h1"))).isPresent();
    }

    @Test
    void aHostWithGuestsIsNotRebooted() {
        assertThat(UseGuard.rule("Async.host.reboot", "h1", view(true, "h1"))).isPresent();
        assertThat(UseGuard.rule("Async.host.reboot", "h2", view(true, "h1"))).isEmpty();
    }
}
