package io.xcpoperator.operator.platform.status;

import io.xcpoperator.xapi.errors.BusyException;
import io.xcpoperator.xapi.errors.Classification;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.PoolView;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns a failed call into what it means for the round: the one place above the client that does. */
public final class Failures {
    /** Where the error table leaves the delay to us. */
    static final Duration RETRY = Duration.ofSeconds(10);

    /** Our own limit of calls at a time: the next place is free in a moment. */
    static final Duration BUSY = Duration.ofMillis(500);

    private static final int LONGEST_PARAMETER = 120;

    private Failures() {}

    /**
     * The outcome of a round that ended with this failure.
     *
     * @param what was attempted, as a person says it: {@code set the name of pool home}
     * @param view to show names in place of references
     */
    public static Outcome outcome(PoolException failure, String what, PoolView view) {
        if (failure instanceof BusyException) {
            return new Outcome.Retry(Reason.PoolBusy, "waiting for a free call", BUSY);
        }
        Classification c = failure.classification();
        Reason reason = reason(c.reason());
        String message = "cannot %s: %s".formatted(what, explain(failure, view));
        return switch (c.errorClass()) {
            case RETRY, SESSION, REDIRECT ->
                new Outcome.Retry(reason, message, c.delay().isZero() ? RETRY : c.delay());
            case WAIT -> new Outcome.Wait(reason, message);
            case INVALID -> new Outcome.Invalid(reason, message);
            case BUG ->
                new Outcome.Wait(
                        Reason.InternalError, message + "; this is a defect of the operator or a mismatch of versions");
        };
    }

    /** The reason of this name; one we have no line for is {@link Reason#UnknownError}. */
    static Reason reason(String name) {
        return Arrays.stream(Reason.values())
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElse(Reason.UnknownError);
    }

    /** What went wrong, without references, sessions or replies. */
    public static String explain(PoolException failure, PoolView view) {
        if (!(failure instanceof XapiException error)) {
            return String.valueOf(failure.getMessage());
        }
        String parameters = error.parameters().stream()
                .map(parameter -> named(parameter, view))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return "the pool says %s%s".formatted(error.code(), parameters.isEmpty() ? "" : " (" + parameters + ")");
    }

    /** A reference becomes the name of its object; one that leads nowhere is left out. */
    private static Optional<String> named(String parameter, PoolView view) {
        return parameter.startsWith("OpaqueRef:")
                ? RefNames.find(parameter, view)
                : Optional.of(parameter.substring(0, Math.min(LONGEST_PARAMETER, parameter.length())));
    }
}
