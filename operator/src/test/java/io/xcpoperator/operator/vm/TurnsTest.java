package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final ObjectKey POOL = new ObjectKey("infra", "home");
    private static final ObjectKey OTHER = new ObjectKey("infra", "away");
    private static final ObjectKey ONE = new ObjectKey("vms", "one");
    private static final ObjectKey TWO = new ObjectKey("vms", "two");
    private static final ObjectKey THREE = new ObjectKey("vms", "three");

    private final List<ObjectKey> woken = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final Turns turns = new Turns(() -> now, woken::add);

    @Test
    void servesWhoeverFindsRoomAndLetsTheRestStandInLine() {
        assertThat(turns.enter(POOL, 1, ONE)).isTrue();
        assertThat(turns.enter(POOL, 1, TWO)).isFalse();
        assertThat(turns.enter(OTHER, 1, TWO)).as("another pool").isTrue();
    }

    @Test
    void wakesInTheOrderOfComingOneForEachRoundThatIsDone() {
        turns.enter(POOL, 1, ONE);
        turns.enter(POOL, 1, TWO);
        turns.enter(POOL, 1, THREE);
        turns.end(POOL, ONE, Turns.End.DONE);
        assertThat(woken).containsExactly(TWO);
        assertThat(turns.enter(POOL, 1, TWO)).isTrue();
        turns.end(POOL, TWO, Turns.End.DONE);
        assertThat(woken).containsExactly(TWO, THREE);
    }

    @Test
    void whoeverFindsThePoolBusyKeepsItsPlaceAndWakesNobody() {
        turns.enter(POOL, 2, ONE);
        turns.enter(POOL, 2, TWO);
        turns.enter(POOL, 2, THREE);
        turns.end(POOL, TWO, Turns.End.BUSY);
        assertThat(woken).as("its refusal made no room").isEmpty();
        turns.end(POOL, ONE, Turns.End.DONE);
        assertThat(woken).containsExactly(THREE);
        turns.enter(POOL, 2, THREE);
        turns.end(POOL, THREE, Turns.End.BUSY);
        turns.enter(POOL, 2, ONE);
        turns.end(POOL, ONE, Turns.End.DONE);
        assertThat(woken).as("it came before the other").containsExactly(THREE, THREE);
    }

    @Test
    void aStartedOperationMakesRoomForCallsOnly() {
        turns.enter(POOL, 3, ONE);
        turns.enter(POOL, 3, TWO);
        turns.end(POOL, TWO, Turns.End.BUSY);
        turns.end(POOL, ONE, Turns.End.STARTED);
        assertThat(woken).as("there was room for calls anyhow").isEmpty();
        turns.enter(POOL, 1, ONE);
        turns.end(POOL, ONE, Turns.End.STARTED);
        assertThat(woken).containsExactly(TWO);
    }

    @Test
    void forgetsWhoeverHasNothingToDoAnyMore() {
        turns.enter(POOL, 1, ONE);
        turns.enter(POOL, 1, TWO);
        turns.drop(POOL, TWO);
        turns.end(POOL, ONE, Turns.End.DONE);
        assertThat(woken).isEmpty();
    }

    @Test
    void tellsHowLongOneHasWaitedSinceItFirstCame() {
        turns.enter(POOL, 1, ONE);
        turns.enter(POOL, 1, TWO);
        now = now.plusSeconds(20);
        turns.enter(POOL, 1, TWO);
        now = now.plusSeconds(11);
        assertThat(turns.waiting(POOL, TWO)).isEqualTo(Duration.ofSeconds(31));
        assertThat(turns.waiting(POOL, ONE)).isZero();
    }
}
