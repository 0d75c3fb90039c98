package io.xcpoperator.xapi.types;

/** The uuid of a network, which outlives its reference. */
public record NetworkUuid(String value) implements Uuid {
    @Override
    public String toString() {
        return value;
    }
}
