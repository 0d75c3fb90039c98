package io.xcpoperator.xapi.types;

/** The uuid of a SR, which outlives its reference. */
public record SrUuid(String value) implements Uuid {
    @Override
    public String toString() {
        return value;
    }
}
