package io.xcpoperator.xapi.types;

/** The uuid of a VDI, which outlives its reference. */
public record VdiUuid(String value) implements Uuid {
    @Override
    public String toString() {
        return value;
    }
}
