package io.xcpoperator.xapi.session;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts failures in a row; at the threshold the connection is given up, and calls fail at once until a login succeeds. */
final class CircuitBreaker {
    private final int threshold;
    private final AtomicInteger failures = new AtomicInteger();

    CircuitBreaker(int threshold) {
        this.threshold = threshold;
    }

    void succeeded() {
        failures.set(0);
    }

    /** True for the failure that reaches the threshold. */
    boolean opensAfterFailure() {
        return failures.updateAndGet(count -> count >= threshold ? 1 : count + 1) == threshold;
    }
}
