package io.xcpoperator.xapi.events;

import java.util.function.UnaryOperator;

/**
 * An {@code other_config} key by whose value objects are found.
 *
 * @param indexed what of the value to look up by; an object whose value it fails on is not found by this mark
 */
public record MarkIndex(String key, UnaryOperator<String> indexed) {
    /** Objects are found by the whole value. */
    public static MarkIndex exact(String key) {
        return new MarkIndex(key, UnaryOperator.identity());
    }
}
