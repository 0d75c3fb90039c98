package io.xcpoperator.operator.platform.status;

import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.PoolView;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says of a failed call what was attempted and what went wrong; what is done about it is {@link Reaction}'s. Pure. */
public final class Failures {
    private static final int LONGEST_PARAMETER = 120;

    private Failures() {}

    /**
     * The outcome of a round that ended with this failure.
     *
     * @param what was attempted, as a person says it: {@code set the name of pool home}
     * @param view to show names in place of references
     */
    public static Outcome outcome(PoolException failure, String what, PoolView view) {
        return Reaction.to(failure).outcome("cannot %s: %s".formatted(what, explain(failure, view)));
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
