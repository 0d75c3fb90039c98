package io.xcpoperator.operator.vm;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 1h30m}, {@code 90s} and {@code 250ms}, as specs spell durations. */
final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|h|m|s)");

    private Durations() {}

    /** Empty for anything else. */
    static Optional<Duration> parse(String text) {
        Duration sum = Duration.ZERO;
        int end = 0;
        Matcher part = PART.matcher(text);
        while (part.find() && part.start() == end) {
            long amount = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "h" -> Duration.ofHours(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        default -> Duration.ofMillis(amount); // the pattern admits nothing but ms
                    });
            end = part.end();
        }
        return end == 0 || end != text.length() ? Optional.empty() : Optional.of(sum);
    }
}
