package io.xcpoperator.xapi.types;

/** Opaque reference to a pool; may be the null reference. */
public record PoolRef(String value) implements Ref {
    public static final PoolRef NULL = new PoolRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
