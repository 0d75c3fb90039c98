package io.xcpoperator.xapi.types;

/** The uuid of a VBD, which outlives its reference. */
public record VbdUuid(String value) implements Uuid {
    @Override
    public String toString() {
        return value;
    }
}
