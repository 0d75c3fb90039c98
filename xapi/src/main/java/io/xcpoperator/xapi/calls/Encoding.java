package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.CreateRecord;
import io.xcpoperator.xapi.types.Ref;
import io.xcpoperator.xapi.types.Uuid;
import io.xcpoperator.xapi.types.WireEnum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns typed values into wire values: 64-bit integers become decimal text, references and enums their words. */
final class Encoding {
    private Encoding() {}

    static Object encode(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag;
            case Double real -> real;
            case Instant date -> date;
            case Long number -> Long.toString(number);
            case Ref ref -> ref.value();
            case Uuid uuid -> uuid.value();
            case WireEnum word -> word(word);
            case CreateRecord record -> encode(record.toWire());
            case Map<?, ?> map -> map(map);
            case Collection<?> values -> list(values);
            default -> throw new IllegalArgumentException("no wire form: " + value.getClass());
        };
    }

    private static String word(WireEnum word) {
        if (word.wire().isEmpty()) {
            throw new IllegalArgumentException("an unknown enum value cannot be sent");
        }
        return word.wire();
    }

    private static Map<String, Object> map(Map<?, ?> map) {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((key, value) -> members.put(String.valueOf(encode(key)), encode(value)));
        return members;
    }

    private static List<Object> list(Collection<?> values) {
        List<Object> list = new ArrayList<>(values.size());
        values.forEach(value -> list.add(encode(value)));
        return list;
    }
}
