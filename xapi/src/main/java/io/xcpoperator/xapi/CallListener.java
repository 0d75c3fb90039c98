package io.xcpoperator.xapi;

import java.time.Duration;

/** Told of every call made, for metrics. Must not block. */
@FunctionalInterface
public interface CallListener {
    /**
     * A call ended.
     *
     * @param method the wire method, without parameters
     * @param outcome {@code ok}, an error code of the pool, or the kind of a failure of transport in lower case
     */
    void called(String method, String outcome, Duration duration);

    static CallListener none() {
        return (_, _, _) -> {};
    }
}
