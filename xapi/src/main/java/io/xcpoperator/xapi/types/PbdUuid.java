package io.xcpoperator.xapi.types;

/** The uuid of a PBD, which outlives its reference. */
public record PbdUuid(String value) implements Uuid {
    @Override
    public String toString() {
        return value;
    }
}
