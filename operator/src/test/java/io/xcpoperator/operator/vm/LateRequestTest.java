package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.Operator;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Reply;
import io.xcpoperator.xapi.wire.Wire;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A request that the pool carries out after its connection was given up. */
class LateRequestTest {
    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.withoutOperator();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    /**
     * Loses the request for a disk on its way: to the operator the connection is cut, and the pool does it later, when
     * the operator has planned the disk again and looks for traces of the first request.
     */
    private static final class LateDisk {
        private static final int CATCHING_UP = 1;

        private final AtomicBoolean armed = new AtomicBoolean();
        private final AtomicReference<List<?>> lost = new AtomicReference<>();
        private final AtomicInteger looks = new AtomicInteger();

        Wire over(Wire wire) {
            return new Wire() {
                @Override
                public Reply call(String method, List<?> parameters, CallBudget budget) {
                    if (method.equals("Async.VDI.create") && armed.compareAndSet(true, false)) {
                        lost.set(parameters);
                        throw new TransportException("home", method, TransportException.Kind.CUT, true, null);
                    }
                    boolean look =
                            method.equals("event.from") && parameters.getLast().equals(0.0) && lost.get() != null;
                    if (look && looks.incrementAndGet() == CATCHING_UP + 1) {
                        wire.call("VDI.create", lost.get(), budget);
                    }
                    return wire.call(method, parameters, budget);
                }

                @Override
                public void close() {
                    wire.close();
                }
            };
        }
    }

    @Test
    void aDiskThatIsMadeWhileItIsPlannedAgainStaysTheOnlyOne() {
        var late = new LateDisk();
        Operator operator = lab.startOperator(seams -> seams.withWires(late::over));
        lab.applyVm("late", "powerState: Halted", "disks: [{name: root}]");
        lab.awaitReady("late");
        late.armed.set(true);
        lab.applyVm("late", "powerState: Halted", "disks: [{name: root}, {name: data, size: 1Gi}]");
        lab.awaitReady("late");
        assertThat(late.looks.get()).as("the late disk was made").isGreaterThan(LateDisk.CATCHING_UP);
        assertThat(lab.pool().direct().all("VDI").stream()
                        .map(ref -> lab.pool().direct().record("VDI", ref).get("other_config"))
                        .filter(config -> config.toString().contains("/data")))
                .hasSize(1);
        lab.delete("late");
        lab.awaitGone("late");
        operator.close();
    }
}
