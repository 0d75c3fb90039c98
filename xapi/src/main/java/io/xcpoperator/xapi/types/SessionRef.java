package io.xcpoperator.xapi.types;

/** Opaque reference to a session; may be the null reference. */
public record SessionRef(String value) implements Ref {
    public static final SessionRef NULL = new SessionRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return "OpaqueRef:***";
    }
}
