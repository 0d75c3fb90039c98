package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.simulator.clock.DrivenClock;
import io.xcpoperator.simulator.dispatch.Delays;
import io.xcpoperator.simulator.dispatch.Request;
import io.xcpoperator.simulator.pool.PoolDescription;
import io.xcpoperator.simulator.value.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatchTest {
    private final Pool pool = Pool.create(
            PoolDescription.read(Path.of("../examples/pools/two-hosts.yaml")),
            new DrivenClock(Instant.parse("2026-05-01T10:00:00Z")),
            Delays.none(),
            new Random(7),
            "root",
            "xensource");

    @AfterEach
    void close() {
        pool.close();
    }

    private Value call(String method, Value... parameters) {
        String coordinator =
                pool.world().locked(() -> pool.world().coordinator().ref());
        return pool.dispatcher().call(new Request(coordinator, method, List.of(parameters)));
    }

    private Value withSession(String method, Value... parameters) {
        var all = new ArrayList<Value>();
        all.add(call("session.login_with_password", Value.of("root"), Value.of("xensource")));
        all.addAll(List.of(parameters));
        return call(method, all.toArray(Value[]::new));
    }

    @Test
    void saysHowManyParametersAreMissing() {
        assertThatThrownBy(() -> withSession("VM.start", Value.of("OpaqueRef:x")))
                .hasMessage("MESSAGE_PARAMETER_COUNT_MISMATCH, VM.start, 3, 1");
    }

    @Test
    void refusesAnUnknownMethodAfterABadSession() {
        assertThatThrownBy(() -> withSession("VM.no_such")).hasMessage("MESSAGE_METHOD_UNKNOWN, VM.no_such");
        assertThatThrownBy(() -> call("no_such", Value.of("garbage"))).hasMessage("SESSION_INVALID, garbage");
    }

    @Test
    void quotesAValueOfTheWrongTypeAsTheDaemonDoes() {
        assertThatThrownBy(() -> withSession("VM.get_record", Value.of(5)))
                .hasMessage("INTERNAL_ERROR, Failure(\"Expected string, got 'I(5)'\")");
    }

    @Test
    void aMessageWithoutBehaviourIsNotImplemented() {
        assertThatThrownBy(() -> withSession("pool.rotate_secret")).hasMessage("NOT_IMPLEMENTED, pool.rotate_secret");
    }

    @Test
    void bothHostsAreInTheirPool() {
        assertThat(withSession("host.get_all"))
                .isInstanceOfSatisfying(
                        Value.Arr.class, hosts -> assertThat(hosts.items()).hasSize(2));
    }
}
