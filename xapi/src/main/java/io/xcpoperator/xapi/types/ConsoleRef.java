package io.xcpoperator.xapi.types;

/** Opaque reference to a console; may be the null reference. */
public record ConsoleRef(String value) implements Ref {
    public static final ConsoleRef NULL = new ConsoleRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
