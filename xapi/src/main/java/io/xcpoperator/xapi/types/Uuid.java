package io.xcpoperator.xapi.types;

/** A uuid as the pool writes it: lower-case text, never parsed, for a hostile pool may send anything. */
public interface Uuid {
    String value();
}
