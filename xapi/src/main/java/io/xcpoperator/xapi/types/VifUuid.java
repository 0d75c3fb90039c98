package io.xcpoperator.xapi.types;

/** The uuid of a VIF, which outlives its reference. */
public record VifUuid(String value) implements Uuid {
    @Override
    public String toString() {
        return value;
    }
}
