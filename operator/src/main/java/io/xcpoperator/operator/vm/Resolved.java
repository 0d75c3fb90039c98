package io.xcpoperator.operator.vm;

import java.util.Optional;

/** What a name in the spec stands for in the pool, or why that cannot be told yet. */
sealed interface Resolved<T> {
    record Found<T>(T value) implements Resolved<T> {}

    record Unresolved<T>(Hindrance why) implements Resolved<T> {}

    default Optional<T> found() {
        return switch (this) {
            case Found<T>(T value) -> Optional.of(value);
            case Unresolved<T> _ -> Optional.empty();
        };
    }

    default Optional<Hindrance> problem() {
        return switch (this) {
            case Found<T> _ -> Optional.empty();
            case Unresolved<T>(Hindrance why) -> Optional.of(why);
        };
    }
}
