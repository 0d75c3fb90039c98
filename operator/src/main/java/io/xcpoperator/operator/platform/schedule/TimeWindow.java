package io.xcpoperator.operator.platform.schedule;

import io.xcpoperator.api.v1alpha1.Durations;
import io.xcpoperator.api.v1alpha1.Window;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** A span of time that comes again. Pure. */
public record TimeWindow(Cron schedule, Duration duration, ZoneId zone) {
    /** What a spec has in its place: a window, or why it is none. */
    public sealed interface Reading {
        record Usable(TimeWindow window) implements Reading {}

        /**
         * No window.
         *
         * @param message what is wrong with which field, and how it should be
         */
        record Unreadable(String message) implements Reading {}
    }

    /**
     * Reads what a spec says.
     *
     * @param now a schedule that has no time after it is none
     */
    public static Reading read(Window window, Instant now) {
        Optional<Cron> schedule = Cron.parse(window.schedule());
        if (schedule.isEmpty()) {
            return new Reading.Unreadable(
                    "schedule \"%s\" is no cron expression: minute, hour, day, month and weekday, as \"0 3 * * SUN\""
                            .formatted(window.schedule()));
        }
        Optional<ZoneId> zone = zone(window.timeZone());
        if (zone.isEmpty()) {
            return new Reading.Unreadable(
                    "timeZone %s is no IANA time zone, as Europe/Berlin".formatted(window.timeZone()));
        }
        Optional<Duration> duration = Durations.parse(window.duration()).filter(d -> d.isPositive());
        if (duration.isEmpty()) {
            return new Reading.Unreadable("duration %s is none, as 2h".formatted(window.duration()));
        }
        return schedule.get().next(now, zone.get()).isEmpty()
                ? new Reading.Unreadable("schedule \"%s\" never comes".formatted(window.schedule()))
                : new Reading.Usable(new TimeWindow(schedule.get(), duration.get(), zone.get()));
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** From when it opens, and until but not at the end of its duration. */
    public boolean isOpen(Instant now) {
        return schedule.next(now.minus(duration), zone)
                .filter(opens -> !opens.isAfter(now))
                .isPresent();
    }

    /** The next time it opens; of one that is open too. */
    public Optional<Instant> opensAfter(Instant now) {
        return schedule.next(now, zone);
    }
}
