package io.xcpoperator.api.v1alpha1;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as users write them: {@code 90s}, {@code 20m}, {@code 1h30m}. */
public final class Durations {
    private static final Pattern WHOLE = Pattern.compile(Formats.DURATION);
    private static final Pattern PART = Pattern.compile("([0-9]{1,6})(ms|h|m|s)");

    private Durations() {}

    /** Reads one; empty for null and for what the schema would refuse. */
    public static Optional<Duration> parse(@Nullable String text) {
        if (text == null || !WHOLE.matcher(text).matches()) return Optional.empty();
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
        }
        return Optional.of(sum);
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "h" -> Duration.ofHours(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMillis(amount);
        };
    }
}
