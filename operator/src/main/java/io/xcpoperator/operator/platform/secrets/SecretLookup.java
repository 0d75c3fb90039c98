package io.xcpoperator.operator.platform.secrets;

import java.util.Map;
import java.util.Optional;

/** What came of looking for a Secret. */
public sealed interface SecretLookup {
    /**
     * It is there and labelled. Its content never prints.
     *
     * @param uid of the Secret, which only those know who may read it
     */
    record Found(Map<String, String> data, String uid) implements SecretLookup {
        public Found {
            data = Map.copyOf(data);
        }

        /** The value of a key; empty when it is not there or is blank. */
        public Optional<String> value(String key) {
            return Optional.ofNullable(data.get(key)).filter(text -> !text.isBlank());
        }

        @Override
        public String toString() {
            return "Found[***]";
        }
    }

    /** There is none of this name. */
    record Missing(String message) implements SecretLookup {}

    /** There is one, and it lacks the label. The message says how to give it one. */
    record Unlabelled(String message) implements SecretLookup {}
}
