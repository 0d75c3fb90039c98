package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.types.XapiClass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer of {@code event.from}, unpacked but not yet projected. Events of classes that are not mirrored are left out.
 *
 * @param token where the next call goes on; fixed-width, so that tokens compare as text
 * @param counts how many objects there are of each class, for what was lost
 */
record EventReply(String token, List<Event> events, Map<XapiClass, Integer> counts) {
    /** One object that came, changed or went. The snapshot is what it is now; null when it went. */
    record Event(XapiClass type, String ref, @Nullable Object snapshot) {}

    /** Empty for what is not such an answer. */
    static Optional<EventReply> read(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> reply)
                || !(reply.get("token") instanceof String token)
                || token.isEmpty()
                || !(reply.get("events") instanceof List<?> events)) {
            return Optional.empty();
        }
        List<Event> known = new ArrayList<>(events.size());
        for (Object event : events) {
            if (event instanceof Map<?, ?> members) {
                event(members).ifPresent(known::add);
            }
        }
        return Optional.of(new EventReply(token, known, counts(reply.get("valid_ref_counts"))));
    }

    private static Optional<Event> event(Map<?, ?> members) {
        if (!(members.get("class") instanceof String table) || !(members.get("ref") instanceof String ref)) {
            return Optional.empty();
        }
        boolean gone = "del".equals(members.get("operation"));
        Object snapshot = members.get("snapshot");
        if (!gone && !(snapshot instanceof Map<?, ?>)) {
            return Optional.empty();
        }
        return XapiClass.ofTable(table).map(type -> new Event(type, ref, gone ? null : snapshot));
    }

    private static Map<XapiClass, Integer> counts(@Nullable Object value) {
        Map<XapiClass, Integer> counts = new EnumMap<>(XapiClass.class);
        if (value instanceof Map<?, ?> all) {
            all.forEach((table, count) -> XapiClass.ofTable(String.valueOf(table))
                    .ifPresent(type -> number(count).ifPresent(number -> counts.put(type, number))));
        }
        return counts;
    }

    private static Optional<Integer> number(@Nullable Object count) {
        return switch (count) {
            case Number number -> Optional.of(number.intValue());
            case String text when text.matches("\\d{1,9}") -> Optional.of(Integer.valueOf(text));
            case null, default -> Optional.empty();
        };
    }
}
