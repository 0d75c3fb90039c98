package io.xcpoperator.xapi.types;

/** Opaque reference to a GPU_group; may be the null reference. */
public record GpuGroupRef(String value) implements Ref {
    public static final GpuGroupRef NULL = new GpuGroupRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
