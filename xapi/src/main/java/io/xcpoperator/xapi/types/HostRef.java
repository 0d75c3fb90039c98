package io.xcpoperator.xapi.types;

/** Opaque reference to a host; may be the null reference. */
public record HostRef(String value) implements Ref {
    public static final HostRef NULL = new HostRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
