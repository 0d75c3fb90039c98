package io.xcpoperator.operator.platform.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Optional;

/**
 * A schedule in the five fields of cron: minute, hour, day of the month, month, day of the week. Where both days are
 * restricted either will do, as cron has it. A time that a change of the clock leaves out is the one an hour later; one
 * that comes twice is the first. Pure.
 */
public final class Cron {
    /** February 29 comes after at most eight years. */
    private static final int DAYS = 8 * 366;

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean eitherDay;

    private Cron(BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, boolean eitherDay) {
        this.minutes = minutes;
        this.hours = hours;
        this.days = days;
        this.months = months;
        this.weekdays = weekdays;
        this.eitherDay = eitherDay;
    }

    /** Empty for what is no cron expression of five fields. */
    public static Optional<Cron> parse(String text) {
        String[] field = text.strip().split("\\s+", -1);
        if (field.length != 5) {
            return Optional.empty();
        }
        boolean eitherDay = !field[2].startsWith("*") && !field[4].startsWith("*");
        return CronField.MINUTE
                .parse(field[0])
                .flatMap(minutes -> CronField.HOUR
                        .parse(field[1])
                        .flatMap(hours -> CronField.DAY
                                .parse(field[2])
                                .flatMap(days -> CronField.MONTH
                                        .parse(field[3])
                                        .flatMap(months -> CronField.WEEKDAY
                                                .parse(field[4])
                                                .map(weekdays -> new Cron(
                                                        minutes, hours, days, months, weekdays, eitherDay))))));
    }

    /** The first time after this one; empty when there is none, as with February 30. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        LocalDate day = after.atZone(zone).toLocalDate();
        for (int ahead = 0; ahead <= DAYS; ahead++, day = day.plusDays(1)) {
            if (isOn(day)) {
                Optional<Instant> time = on(day, after, zone);
                if (time.isPresent()) {
                    return time;
                }
            }
        }
        return Optional.empty();
    }

    private boolean isOn(LocalDate day) {
        boolean ofMonth = days.get(day.getDayOfMonth());
        boolean ofWeek = weekdays.get(day.getDayOfWeek().getValue() % 7);
        return months.get(day.getMonthValue()) && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
    }

    private Optional<Instant> on(LocalDate day, Instant after, ZoneId zone) {
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                Instant time = ZonedDateTime.of(day.atTime(hour, minute), zone).toInstant();
                if (time.isAfter(after)) {
                    return Optional.of(time);
                }
            }
        }
        return Optional.empty();
    }
}
