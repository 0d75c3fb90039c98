package io.xcpoperator.operator.platform.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant next(String cron, String after, ZoneId zone) {
        return Cron.parse(cron).orElseThrow().next(Instant.parse(after), zone).orElseThrow();
    }

    @ParameterizedTest(name = "\"{0}\" after {1} is {2}")
    @CsvSource({
        "0 3 * * SUN, 2026-11-23T00:00:00Z, 2026-11-28T18:00:00Z",
        "0 3 * * 7, 2026-11-23T00:00:00Z, 2026-11-28T18:00:00Z",
        "0 2 * * *, 2026-11-23T17:00:00Z, 2026-11-24T17:00:00Z",
        "*/15 * * * *, 2026-11-23T17:01:00Z, 2026-11-23T17:15:00Z",
        "5/20 * * * *, 2026-11-23T17:30:00Z, 2026-11-23T17:45:00Z",
        "0 0 1 jan *, 2026-11-23T00:00:00Z, 2026-12-31T15:00:00Z",
        "30 22 * * mon-fri, 2026-11-27T14:00:00Z, 2026-11-30T13:30:00Z",
        "0 12 13 * FRI, 2026-11-23T00:00:00Z, 2026-11-27T03:00:00Z",
        "0 0 29 2 *, 2026-11-23T00:00:00Z, 2028-02-28T15:00:00Z",
    })
    void theNextTimeIsTheZonesNotOurs(String cron, String after, String then) {
        assertThat(next(cron, after, TOKYO)).isEqualTo(then);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "5-3 * * * *",
                "1,,2 * * * *",
                "a * * * *",
                "* * * * SON",
                "1/2/3 * * * *",
                "1-2-3 * * * *",
                "-1 * * * *",
                "@daily",
                "99999999999 * * * *",
                "*-5 * * * *"
            })
    void whatIsNoExpressionIsNone(String text) {
        assertThat(Cron.parse(text)).isEmpty();
    }

    @Test
    void aDayThatNeverComesHasNoNextTime() {
        assertThat(Cron.parse("0 0 30 2 *").orElseThrow().next(Instant.EPOCH, ZoneOffset.UTC))
                .isEmpty();
    }

    /** Clocks go from 02:00 to 03:00 on 2026-03-29, and from 03:00 back to 02:00 on 2026-10-25. */
    @Test
    void aTimeThatTheClockLeavesOutComesLaterAndOneThatComesTwiceOnce() {
        assertThat(next("30 2 * * *", "2026-03-29T00:00:00Z", BERLIN)).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(next("30 2 * * *", "2026-10-25T00:00:00Z", BERLIN)).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(next("30 2 * * *", "2026-10-25T00:30:00Z", BERLIN)).isEqualTo("2026-10-26T01:30:00Z");
    }

    /** Against the plain reading of the words, minute by minute. */
    @Test
    void findsWhatLookingAtEveryMinuteFinds() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            int minute = random.nextInt(60);
            int hour = random.nextInt(24);
            int weekday = random.nextInt(7);
            boolean everyHour = random.nextBoolean();
            boolean everyDay = random.nextBoolean();
            String cron = minute + " " + (everyHour ? "*" : hour) + " * * " + (everyDay ? "*" : weekday);
            Instant after = Instant.parse("2026-06-01T00:00:00Z").plusSeconds(random.nextInt(60 * 86400));
            Instant looked = after.truncatedTo(ChronoUnit.MINUTES);
            boolean found = false;
            while (!found) {
                looked = looked.plus(Duration.ofMinutes(1));
                ZonedDateTime there = looked.atZone(TOKYO);
                found = there.getMinute() == minute
                        && (everyHour || there.getHour() == hour)
                        && (everyDay
                                || there.getDayOfWeek() == (weekday == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(weekday)));
            }
            assertThat(Cron.parse(cron).orElseThrow().next(after, TOKYO))
                    .as("%s after %s", cron, after)
                    .hasValue(looked);
        }
    }
}
