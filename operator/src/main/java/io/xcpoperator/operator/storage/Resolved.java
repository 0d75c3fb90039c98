package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;

/** What a name in the spec stands for in the pool, or why that cannot be told yet. */
sealed interface Resolved<T> {
    record Found<T>(T value) implements Resolved<T> {}

    record Unresolved<T>(Verdict why) implements Resolved<T> {}

    static <T> Resolved<T> waits(Reason reason, String message) {
        return new Unresolved<>(new Verdict.Waiting(reason, message));
    }
}
