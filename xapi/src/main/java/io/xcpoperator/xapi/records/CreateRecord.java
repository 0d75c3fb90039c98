package io.xcpoperator.xapi.records;

import java.util.Map;

/** The record given to a {@code create} message. */
public interface CreateRecord {
    /** Field name to value; values are strings, longs, booleans, references, enums, maps and sets of these. */
    Map<String, Object> toWire();
}
