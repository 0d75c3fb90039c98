package io.xcpoperator.operator.platform.status;

import java.time.Duration;
import java.time.Instant;

/**
 * Two actors that set one thing differently. {@link #FREE} times within {@link #WINDOW} it is set right at once; after
 * that ever more seldom, up to {@link #LONGEST}, until nobody undoes it any more. Pure.
 *
 * @param times how often it was set right
 * @param first when the first of these was
 * @param last when the latest was
 * @param standing whether it was seen right since; what was not is being set right still, and not once more
 */
public record Contest(int times, Instant first, Instant last, boolean standing) {
    public static final int FREE = 5;
    public static final Duration WINDOW = Duration.ofMinutes(10);
    public static final Duration LONGEST = Duration.ofHours(1);

    static Contest begun(Instant now) {
        return new Contest(1, now, now, false);
    }

    /** It is as it shall be. */
    Contest held() {
        return new Contest(times, first, last, true);
    }

    Contest corrected(Instant now) {
        if (!standing) {
            return this;
        }
        boolean seldom = times < FREE && now.isAfter(first.plus(WINDOW));
        return seldom ? begun(now) : new Contest(times + 1, first, now, false);
    }

    /** Whether it is left as the other set it, for now. A round of setting right that is under way is not cut off. */
    public boolean waits(Instant now) {
        return standing && now.isBefore(until());
    }

    /** When it is set right again. */
    public Instant until() {
        return times < FREE ? last : last.plus(pause());
    }

    private Duration pause() {
        Duration grown = WINDOW.multipliedBy(1L << Math.min(times - FREE, 5));
        return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
    }

    /** Nobody undid it for so long that the next time is a first one. */
    boolean isOver(Instant now) {
        return standing && now.isAfter(until().plus(LONGEST));
    }
}
