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

/** The operator dies at a call to the pool, before or after it took effect; another one goes on. */
class VmCrashTest {
    /** More calls than a creation makes, and fewer than it can do with. */
    private static final int MANY = 40;

    private static final int FEW = 10;

    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.withoutOperator();
        lab.letManyBeDestroyed();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    /** Cuts everything from the n-th changing call on. */
    private static final class Guillotine {
        private final int point;
        private final boolean after;
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicBoolean fallen = new AtomicBoolean();

        Guillotine(int point, boolean after) {
            this.point = point;
            this.after = after;
        }

        Wire over(Wire wire) {
            return new Wire() {
                @Override
                public Reply call(String method, List<?> parameters, CallBudget budget) {
                    boolean counts = method.matches("(Async\\.)?(VM|VBD|VDI|VIF|task)\\.(?!get_).*");
                    boolean last = counts && calls.incrementAndGet() == point;
                    if (fallen.get() || last && !after) {
                        fallen.set(true);
                        throw cut(method);
                    }
                    Reply reply = wire.call(method, parameters, budget);
                    if (last) {
                        fallen.set(true);
                        throw cut(method);
                    }
                    return reply;
                }

                @Override
                public void close() {
                    wire.close();
                }
            };
        }

        private static TransportException cut(String method) {
            return new TransportException("home", method, TransportException.Kind.CUT, true, null);
        }
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

    @Test
    void aCreationCutAtAnyCallEndsInExactlyOneVm() {
        int point = 1;
        while (isCut(point) && point < MANY) {
            point++;
        }
        assertThat(point).as("the first call that a creation does not make").isBetween(FEW, MANY - 1);
    }

    /** False when the creation was done before it came to this call. */
    private static boolean isCut(int point) {
        String name = "cut-" + point;
        var guillotine = new Guillotine(point, point % 2 == 0);
        Operator first = lab.startOperator(seams -> seams.withWires(guillotine::over));
        lab.applyVm(
                name,
                "cpu: {count: 2}",
                "memory: {size: 1Gi}",
                "disks: [{name: root}, {name: data, size: 1Gi}]",
                "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}}]");
        lab.awaitVm(name, vm -> guillotine.fallen.get() || VmLab.isReady(vm));
        first.close();
        Operator second = lab.startOperator(seams -> seams);
        lab.awaitReady(name);
        assertThat(lab.vmsNamed(name)).as("point %d", point).hasSize(1);
        assertThat(lab.pool().direct().all("VM").stream()
                        .map(ref -> lab.record(ref).get("name_label").toString()))
                .as("nothing half-made is left at point %d", point)
                .noneMatch(label -> label.startsWith(Keys.MAKING));
        assertThat(lab.pool().direct().all("VDI").stream()
                        .map(ref -> lab.pool().direct().record("VDI", ref))
                        .filter(vdi -> ((List<?>) vdi.get("VBDs")).isEmpty())
                        .map(vdi -> vdi.get("other_config").toString()))
                .as("no disk of ours is orphaned at point %d", point)
                .noneMatch(config -> config.contains(Keys.DISK_OF));
        lab.delete(name);
        lab.awaitGone(name);
        second.close();
        return guillotine.fallen.get();
    }
}
