package io.xcpoperator.xapi.types;

/** Opaque reference to a VGPU; may be the null reference. */
public record VgpuRef(String value) implements Ref {
    public static final VgpuRef NULL = new VgpuRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
