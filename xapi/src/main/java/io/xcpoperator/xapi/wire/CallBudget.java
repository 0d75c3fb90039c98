package io.xcpoperator.xapi.wire;

import java.time.Duration;

/** Bounds of one call: from connecting to the last byte, and the size of the answer. */
public record CallBudget(Duration time, long bodyBytes) {}
