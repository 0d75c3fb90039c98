package io.xcpoperator.xapi.types;

/** The uuid of a host, which outlives its reference. */
public record HostUuid(String value) implements Uuid {
    @Override
    public String toString() {
        return value;
    }
}
