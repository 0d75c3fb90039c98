package io.xcpoperator.operator.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times as a person says them. Pure. */
final class Ages {
    private Ages() {}

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** For instance {@code 4m ago}; the text itself where it is no time. */
    static String ago(String text, Instant now) {
        return instant(text).map(at -> ago(at, now)).orElse(text);
    }

    static String ago(Instant at, Instant now) {
        Duration since = Duration.between(at, now);
        return since.toSeconds() < 1 ? "just now" : span(since) + " ago";
    }

    /** How long it lasts, as {@code 4m}; as {@link #ago} in all else. */
    static String lasting(String since, Instant now) {
        return instant(since).map(at -> span(Duration.between(at, now))).orElse(since);
    }

    private static String span(Duration span) {
        if (span.toMinutes() < 2) {
            return Math.max(0, span.toSeconds()) + "s";
        }
        if (span.toHours() < 2) {
            return span.toMinutes() + "m";
        }
        return span.toHours() < 48 ? span.toHours() + "h" : span.toDays() + "d";
    }
}
