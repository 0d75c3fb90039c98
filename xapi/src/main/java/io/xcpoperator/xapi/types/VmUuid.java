package io.xcpoperator.xapi.types;

/** The uuid of a VM, which outlives its reference. */
public record VmUuid(String value) implements Uuid {
    @Override
    public String toString() {
        return value;
    }
}
