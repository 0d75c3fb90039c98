package io.xcpoperator.xapi.types;

/** The uuid of a PIF, which outlives its reference. */
public record PifUuid(String value) implements Uuid {
    @Override
    public String toString() {
        return value;
    }
}
