package io.xcpoperator.xapi.types;

/** Opaque reference to a VBD; may be the null reference. */
public record VbdRef(String value) implements Ref {
    public static final VbdRef NULL = new VbdRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
