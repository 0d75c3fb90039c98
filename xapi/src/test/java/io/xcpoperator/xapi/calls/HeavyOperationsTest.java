package io.xcpoperator.xapi.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.xapi.errors.BusyException;
import io.xcpoperator.xapi.events.Freshness;
import io.xcpoperator.xapi.events.MirrorFigures;
import io.xcpoperator.xapi.events.MirrorListener;
import io.xcpoperator.xapi.events.PoolMirror;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.TaskRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeavyOperationsTest {
    private static final HostRef ONE = new HostRef("h1");
    private static final HostRef TWO = new HostRef("h2");
    private final Shown mirror = new Shown();
    private final HeavyOperations heavy =
            new HeavyOperations("home", 2, mirror, Clock.fixed(Instant.parse("2026-11-22T21:16:06Z"), ZoneOffset.UTC));
    private int started;

    /** A mirror that shows what it is told. */
    private static final class Shown implements PoolMirror {
        private PoolView view = PoolView.of(List.of(host(ONE), host(TWO)), List.of());

        private static HostRecord host(HostRef ref) {
            return HostRecord.read(ref, Fields.of(Map.of()));
        }

        void tasks(String status, String... refs) {
            List<XapiRecord> all = new ArrayList<>(List.of(host(ONE), host(TWO)));
            for (String ref : refs) {
                all.add(TaskRecord.read(new TaskRef(ref), Fields.of(Map.of("status", status))));
            }
            view = PoolView.of(all, List.of());
        }

        @Override
        public PoolView view() {
            return view;
        }

        @Override
        public Freshness freshness() {
            return new Freshness.Following(Instant.EPOCH);
        }

        @Override
        public MirrorFigures figures() {
            return new MirrorFigures(Map.of(), Duration.ZERO, Instant.EPOCH, Instant.EPOCH, 0);
        }

        @Override
        public PoolView barrier(Duration limit) {
            return view;
        }

        @Override
        public Subscription listen(MirrorListener listener) {
            return () -> {};
        }
    }

    private TaskRef start(Optional<HostRef> host) {
        return heavy.run("Async.VM.start_on", host, () -> new TaskRef("t" + ++started));
    }

    @Test
    void aHostTakesSoManyAndTheNextGoesElsewhere() {
        start(Optional.of(ONE));
        start(Optional.of(ONE));
        assertThatThrownBy(() -> start(Optional.of(ONE))).isInstanceOf(BusyException.class);
        start(Optional.of(TWO));
        assertThat(started).isEqualTo(3);
    }

    @Test
    void whereThePoolChoosesTheSumCounts() {
        for (int i = 0; i < 4; i++) {
            start(Optional.empty());
        }
        assertThatThrownBy(() -> start(Optional.empty())).isInstanceOf(BusyException.class);
    }

    @Test
    void anEndedOrVanishedTaskMakesRoom() {
        start(Optional.of(ONE));
        start(Optional.of(ONE));
        mirror.tasks("pending", "t1", "t2");
        assertThatThrownBy(() -> start(Optional.of(ONE))).isInstanceOf(BusyException.class);
        mirror.tasks("success", "t1", "t2");
        start(Optional.of(ONE));
        mirror.tasks("pending", "t3");
        start(Optional.of(ONE));
        mirror.tasks("pending");
        start(Optional.of(ONE));
    }

    @Test
    void aStartThatFailsHoldsNoPlace() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> heavy.run("Async.VM.start_on", Optional.of(ONE), () -> {
                        throw new IllegalStateException("refused");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        start(Optional.of(ONE));
    }
}
