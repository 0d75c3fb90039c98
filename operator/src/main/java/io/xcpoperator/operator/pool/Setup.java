package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.status.Reason;

/** What a spec and what it refers to give to connect with. */
sealed interface Setup {
    record Complete(LinkSettings settings) implements Setup {}

    /** Something is missing that may come without a change of the spec: a Secret, a ConfigMap. An open connection stays. */
    record Missing(Reason reason, String message) implements Setup {}

    /** The spec cannot be followed. */
    record Wrong(Reason reason, String message) implements Setup {}
}
