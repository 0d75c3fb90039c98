package io.xcpoperator.operator.platform.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Window;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    private static TimeWindow window(String schedule, String duration) {
        return TimeWindow.read(new Window(schedule, duration, "UTC"), NOW)
                        instanceof TimeWindow.Reading.Usable(TimeWindow window)
                ? window
                : null;
    }

    @ParameterizedTest(name = "at {0} it is open: {1}")
    @CsvSource({
        "2026-11-22T02:59:59Z, false",
        "2026-11-22T03:00:00Z, true",
        "2026-11-22T04:59:59Z, true",
        "2026-11-22T05:00:00Z, false",
        "2026-11-23T03:30:00Z, false",
    })
    void isOpenFromItsTimeForItsDuration(String at, boolean open) {
        assertThat(window("0 3 * * SUN", "2h").isOpen(Instant.parse(at))).isEqualTo(open);
    }

    @Test
    void oneThatBeginsAgainBeforeItEndsIsAlwaysOpen() {
        TimeWindow always = window("0 * * * *", "90m");
        for (int minute = 0; minute < 24 * 60; minute++) {
            assertThat(always.isOpen(NOW.plusSeconds(minute * 60L))).isTrue();
        }
    }

    @Test
    void staysOpenOverMidnightAndOverTheEndOfTheYear() {
        TimeWindow late = window("0 23 31 12 *", "4h");
        assertThat(late.isOpen(Instant.parse("2027-01-01T02:59:00Z"))).isTrue();
        assertThat(late.isOpen(Instant.parse("2027-01-01T03:00:00Z"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            61 * * * *|2h|UTC|schedule "61 * * * *" is no cron expression
            0 3 30 2 *|2h|UTC|schedule "0 3 30 2 *" never comes
            0 3 * * *|2h|Mars/Olympus|timeZone Mars/Olympus is no IANA time zone
            0 3 * * *|0s|UTC|duration 0s is none
            0 3 * * *|soon|UTC|duration soon is none
            """)
    void saysWhatIsWrong(String schedule, String duration, String zone, String message) {
        assertThat(TimeWindow.read(new Window(schedule, duration, zone), NOW))
                .isInstanceOfSatisfying(
                        TimeWindow.Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.message()).startsWith(message));
    }
}
