package io.xcpoperator.operator.platform.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.xcpoperator.operator.platform.leader.Leadership;
import io.xcpoperator.testkit.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Few Events, whatever happens. */
class EventRecorderTest {
    private static final TestCluster CLUSTER = TestCluster.shared();
    private static final Notice REFUSED = new Notice(true, "Refused", "Reconcile", "no such template");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T02:14:00.5Z"));
    private final EventRecorder recorder = new EventRecorder(CLUSTER.client(), Leadership.alone(), now::get);
    private ConfigMap about;

    @BeforeEach
    void prepare() {
        String namespace = CLUSTER.namespace("events");
        about = CLUSTER.client()
                .resource(new ConfigMapBuilder()
                        .withMetadata(new ObjectMetaBuilder()
                                .withNamespace(namespace)
                                .withName("x".repeat(253))
                                .build())
                        .build())
                .create();
    }

    private List<Event> events() {
        return CLUSTER.client()
                .events()
                .v1()
                .events()
                .inNamespace(about.getMetadata().getNamespace())
                .list()
                .getItems();
    }

    @Test
    void aWarningIsToldOnceAnHour() {
        IntStream.range(0, 5).forEach(_ -> recorder.record(about, REFUSED));
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.getNote()).isEqualTo("no such template");
            assertThat(event.getRegarding().getUid())
                    .isEqualTo(about.getMetadata().getUid());
        });
        now.set(now.get().plus(EventRecorder.SAME));
        recorder.record(about, REFUSED);
        assertThat(events()).hasSize(2);
    }

    /** A round may have read the object from before the change that the round before it wrote. */
    @Test
    void aChangeThatTwoRoundsSeeIsToldOnceAndTheNextOfTheSameWordsAgain() {
        var connected = new Notice(false, "Connected", "Connect", "connected again");
        recorder.recordOnce(about, connected, "2026-11-01T02:14:00Z");
        recorder.recordOnce(about, connected, "2026-11-01T02:14:00Z");
        assertThat(events()).hasSize(1);
        recorder.recordOnce(about, connected, "2026-11-01T02:15:00Z");
        assertThat(events()).hasSize(2);
    }

    @Test
    void anObjectThatIsFoughtOverDoesNotFloodTheCluster() {
        IntStream.range(0, 3 * EventRecorder.MOST)
                .forEach(_ -> recorder.record(about, new Notice(false, "Start", "Start", "Halted → Running")));
        assertThat(events()).hasSize(EventRecorder.MOST);
        now.set(now.get().plus(Duration.ofHours(2)));
        recorder.record(about, REFUSED);
        assertThat(events()).hasSize(EventRecorder.MOST + 1);
    }

    @Test
    void aLongNoteIsCutAndOneThatCannotBeWrittenHurtsNobody() {
        recorder.record(about, new Notice(true, "Refused", "Reconcile", "l\uD83D\uDE00ng ".repeat(1000)));
        assertThat(events().getFirst().getNote()).endsWith("…");
        about.getMetadata().setNamespace("nowhere-at-all");
        recorder.record(about, REFUSED);
    }

    @Test
    void whoDoesNotLeadTellsNothing() {
        var deposed = new Leadership() {
            @Override
            public boolean mayWrite() {
                return false;
            }

            @Override
            public boolean known() {
                return true;
            }
        };
        new EventRecorder(CLUSTER.client(), deposed, now::get).record(about, REFUSED);
        assertThat(events()).isEmpty();
    }
}
