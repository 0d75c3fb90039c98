package io.xcpoperator.xapi.types;

/** The uuid of a pool, which outlives its reference. */
public record PoolUuid(String value) implements Uuid {
    @Override
    public String toString() {
        return value;
    }
}
