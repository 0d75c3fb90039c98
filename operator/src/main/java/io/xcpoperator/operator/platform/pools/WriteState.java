package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.operator.platform.status.Reason;

/** Whether a pool as a whole may be written to now. The client enforces it too; this is for plans and messages. */
public sealed interface WriteState {
    /** It may. */
    record Open() implements WriteState {}

    /** It may not, for instance because another operator manages it (S8). */
    record Closed(Reason reason, String message) implements WriteState {}
}
