package io.xcpoperator.simulator.behaviour;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Locale;

/** How far a client has seen: generation of the database and of the messages. */
record EventToken(long database, long messages) {

    /** Reads a token; the empty one is the beginning; fails with {@code EVENT_FROM_TOKEN_PARSE_FAILURE}. */
    static EventToken parse(String text) {
        if (text.isEmpty()) {
            return new EventToken(0, 0);
        }
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                return new EventToken(number(parts[0]), number(parts[1]));
            }
        } catch (NumberFormatException e) {
            throw new XapiFailure("EVENT_FROM_TOKEN_PARSE_FAILURE", text);
        }
        throw new XapiFailure("EVENT_FROM_TOKEN_PARSE_FAILURE", text);
    }

    private static long number(String text) {
        return text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
    }

    String text() {
        return String.format(Locale.ROOT, "%020d,%020d", database, messages);
    }
}
