package io.xcpoperator.operator.platform.adopt;

import io.xcpoperator.operator.platform.gate.Annotations;
import java.util.Optional;

/**
 * One write to an object we stand for: one intent, idempotent.
 *
 * @param value what is set, added or removed
 * @param key of other_config; empty for the others
 * @param replaces the key has another value now
 * @param why the difference that asks for it
 */
public record AdoptAction(Verb verb, String key, String value, boolean replaces, String why) {
    /** What is done, and the XAPI message without its class. */
    public enum Verb {
        SET_NAME("set_name_label"),
        SET_DESCRIPTION("set_name_description"),
        ADD_TAG("add_tags"),
        REMOVE_TAG("remove_tags"),
        SET_KEY("add_to_other_config"),
        REMOVE_KEY("remove_from_other_config");

        private final String message;

        Verb(String message) {
            this.message = message;
        }

        /** For instance {@code set_name_label}. */
        public String message() {
            return message;
        }
    }

    /** What of the object it sets right, whatever the value; empty for bookkeeping of ours. */
    public Optional<String> part() {
        return switch (verb) {
            case SET_NAME, SET_DESCRIPTION -> Optional.of(verb.message());
            case ADD_TAG, REMOVE_TAG -> Optional.of(verb.message() + " " + value);
            case SET_KEY, REMOVE_KEY ->
                key.startsWith(Annotations.PREFIX) ? Optional.empty() : Optional.of(verb.message() + " " + key);
        };
    }

    static AdoptAction of(Verb verb, String value, String why) {
        return new AdoptAction(verb, "", value, false, why);
    }
}
