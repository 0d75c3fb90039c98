package io.xcpoperator.operator.inquiry;

import io.xcpoperator.operator.platform.status.Reason;

/** What comes of an inquiry. */
sealed interface Answer {
    /** As plain data: maps, lists and texts. */
    record Given(Object data) implements Answer {}

    /** Never, as it was asked. */
    record Refused(Reason reason, String message) implements Answer {}

    /** Not yet. */
    record Later(Reason reason, String message) implements Answer {}
}
