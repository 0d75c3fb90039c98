package io.xcpoperator.xapi.types;

/** Opaque reference to a secret; may be the null reference. */
public record SecretRef(String value) implements Ref {
    public static final SecretRef NULL = new SecretRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
