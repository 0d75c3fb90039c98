package io.xcpoperator.xapi.errors;

import java.time.Duration;

/**
 * Class and reason of an error.
 *
 * @param reason one word in CamelCase, for a condition
 * @param delay what the table asks to wait before a retry; zero leaves it to the caller's back-off
 */
public record Classification(ErrorClass errorClass, String reason, Duration delay) {
    public Classification(ErrorClass errorClass, String reason) {
        this(errorClass, reason, Duration.ZERO);
    }
}
