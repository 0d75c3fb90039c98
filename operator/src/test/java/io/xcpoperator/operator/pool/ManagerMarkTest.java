package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagerMarkTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource({
        "'', Unclaimed[]",
        "nonsense, Unclaimed[]",
        "c1/2026-05-01T09:59:00Z, Ours[due=false]",
        "c1/2026-05-01T09:00:00Z, Ours[due=true]",
        "c1/soon, Ours[due=true]",
    })
    void tellsWhetherThePoolIsOurs(String text, String state) {
        assertThat(ManagerMark.judge(Map.of(ManagerMark.KEY, text), "c1", NOW)).hasToString(state);
    }

    @ParameterizedTest(name = "\"{0}\" is of another that lives: {1}")
    @CsvSource({
        "c2/2026-05-01T09:59:00Z, true",
        "c2/2026-05-01T09:46:00Z, true",
        "c2/2026-05-01T09:44:00Z, false",
        "c2/2026-05-01T10:10:00Z, true",
        "c2/mangled, false",
    })
    void anotherLivesForAQuarterOfAnHourAfterItsLastSign(String text, boolean lives) {
        var state = ManagerMark.judge(Map.of(ManagerMark.KEY, text), "c1", NOW);
        assertThat(state instanceof ManagerMark.State.OtherLive).isEqualTo(lives);
        assertThat(state instanceof ManagerMark.State.OtherDead).isEqualTo(!lives);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        String text = new ManagerMark("c1", NOW).text();
        assertThat(ManagerMark.judge(Map.of(ManagerMark.KEY, text), "c1", NOW))
                .isEqualTo(new ManagerMark.State.Ours(false));
    }
}
