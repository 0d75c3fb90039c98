package io.xcpoperator.xapi.types;

/** Opaque reference to a VLAN; may be the null reference. */
public record VlanRef(String value) implements Ref {
    public static final VlanRef NULL = new VlanRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
