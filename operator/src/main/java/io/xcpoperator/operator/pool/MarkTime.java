package io.xcpoperator.operator.pool;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Times as we write them to a pool and into status: to the second, RFC 3339. Pure. */
final class MarkTime {
    private MarkTime() {}

    static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A time nobody can read is long ago: what is mangled must not hold anything for ever. */
    static Instant read(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
