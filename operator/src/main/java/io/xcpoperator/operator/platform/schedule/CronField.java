package io.xcpoperator.operator.platform.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One field of a cron expression: numbers, names, ranges, steps and lists of these. */
enum CronField {
    MINUTE(0, 59, ""),
    HOUR(0, 23, ""),
    DAY(1, 31, ""),
    MONTH(1, 12, "- JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    /** 0 and 7 are Sunday. */
    WEEKDAY(0, 7, "SUN MON TUE WED THU FRI SAT");

    private final int least;
    private final int most;
    private final String names;

    CronField(int least, int most, String names) {
        this.least = least;
        this.most = most;
        this.names = names;
    }

    /** The numbers it stands for; empty for what is none of its expressions. */
    Optional<BitSet> parse(String text) {
        var all = new BitSet();
        for (String part : text.split(",", -1)) {
            if (!add(part, all)) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    private boolean add(String part, BitSet into) {
        String[] halves = part.split("/", -1);
        if (halves.length > 2) {
            return false;
        }
        Optional<Integer> step = halves.length == 2 ? positive(halves[1]) : Optional.of(1);
        boolean stepped = halves.length == 2;
        String[] ends = halves[0].equals("*")
                ? new String[] {Integer.toString(least), Integer.toString(most)}
                : halves[0].split("-", -1);
        Optional<Integer> from = number(ends[0]);
        Optional<Integer> to = ends.length == 2 ? number(ends[1]) : stepped ? Optional.of(most) : from;
        if (ends.length > 2 || from.isEmpty() || to.isEmpty() || step.isEmpty() || from.get() > to.get()) {
            return false;
        }
        for (int number = from.get(); number <= to.get(); number += step.get()) {
            into.set(this == WEEKDAY && number == 7 ? 0 : number);
        }
        return true;
    }

    private Optional<Integer> number(String text) {
        int named = List.of(names.split(" ")).indexOf(text.toUpperCase(Locale.ROOT));
        if (named >= 0 && !text.isEmpty()) {
            return Optional.of(named);
        }
        return text.matches("\\d{1,2}")
                ? Optional.of(Integer.valueOf(text)).filter(number -> number >= least && number <= most)
                : Optional.empty();
    }

    private static Optional<Integer> positive(String text) {
        return text.matches("\\d{1,2}") ? Optional.of(Integer.valueOf(text)).filter(n -> n > 0) : Optional.empty();
    }
}
