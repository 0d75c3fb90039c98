package io.xcpoperator.xapi.types;

/** Opaque reference to a PBD; may be the null reference. */
public record PbdRef(String value) implements Ref {
    public static final PbdRef NULL = new PbdRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
