package io.xcpoperator.xapi.events;

import java.util.HashMap;
import java.util.Map;

/** Lets equal strings share memory: references, keys and the words that every VM repeats. Bounded; used by one thread at a time. */
final class Interner {
    private static final int ENTRIES = 16_384;
    private static final int LONGEST = 64;
    private final Map<String, String> known = new HashMap<>();

    String intern(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        if (known.size() >= ENTRIES) {
            known.clear();
        }
        String same = known.putIfAbsent(text, text);
        return same == null ? text : same;
    }
}
