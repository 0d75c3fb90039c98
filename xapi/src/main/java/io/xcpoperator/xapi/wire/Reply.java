package io.xcpoperator.xapi.wire;

import org.jspecify.annotations.Nullable;

/** The value of a successful answer: String, Boolean, Integer, Long, Double, Instant, List, Map, or null for nil. */
public record Reply(@Nullable Object value) {}
