package io.xcpoperator.xapi.types;

/** An opaque reference, valid within one pool database. Identity over time is the uuid. */
public interface Ref {
    String NULL_VALUE = "OpaqueRef:NULL";

    String value();

    /** True for the null reference and for the leftovers that mean the same. */
    default boolean isNull() {
        return value().isEmpty() || value().equals(NULL_VALUE);
    }
}
