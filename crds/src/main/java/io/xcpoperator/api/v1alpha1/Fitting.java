package io.xcpoperator.api.v1alpha1;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a status to the bounds of its schema, so that no name, message or list from a pool, however long, makes the API server refuse it: strings end in
 * an ellipsis, lists lose their tail and entries of a key that was there before, integers stop at their bounds, and {@code Unknown}, which no schema has, is left out.
 */
public final class Fitting {

    private Fitting() {}

    /** The same value within its bounds; the very same where nothing had to be cut. */
    public static <T extends Record & ApiRecord> T fit(T record) {
        @SuppressWarnings("unchecked")
        T fitted = (T) record(record);
        return fitted.equals(record) ? record : fitted;
    }

    private static Record record(Record record) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        List<ApiField> fields = ApiField.of(record.getClass());
        var values = new @Nullable Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                values[i] = field(
                        components[i].getAccessor().invoke(record),
                        fields.get(i).about());
            }
            return (Record) record.getClass().getDeclaredConstructors()[0].newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(
                    "record that cannot be copied: " + record.getClass().getName(), e);
        }
    }

    private static @Nullable Object field(@Nullable Object value, Field about) {
        return switch (value) {
            case List<?> list -> list(list, about);
            case Map<?, ?> map -> map(map, about);
            case null -> null;
            case Enum<?> constant when isUnknown(constant) -> null;
            default -> value(value, about);
        };
    }

    private static Object value(Object value, Field about) {
        return switch (value) {
            case String text -> text.length() <= about.maxLength() ? text : cut(text, about.maxLength());
            case Integer number -> (int) Math.clamp(number.longValue(), about.min(), about.max());
            case Long number -> Math.clamp(number, about.min(), about.max());
            case Record nested -> record(nested);
            default -> value;
        };
    }

    private static List<Object> list(List<?> list, Field about) {
        Set<Object> seen = new java.util.HashSet<>();
        List<Object> kept = new ArrayList<>();
        for (Object entry : list) {
            Object fitted = value(entry, about);
            boolean first = about.key().isEmpty() || !(fitted instanceof Record r) || seen.add(key(r, about.key()));
            if (first && !isUnknown(fitted) && kept.size() < about.maxItems()) {
                kept.add(fitted);
            }
        }
        return kept;
    }

    private static Map<String, Object> map(Map<?, ?> map, Field about) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (kept.size() < about.maxItems()) {
                kept.put(entry.getKey().toString(), value(entry.getValue(), about));
            }
        }
        return kept;
    }

    private static Object key(Record entry, String name) {
        try {
            for (RecordComponent component : entry.getClass().getRecordComponents()) {
                if (component.getName().equals(name))
                    return component.getAccessor().invoke(entry);
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("entry without its key: " + entry.getClass().getName(), e);
        }
        throw new IllegalStateException(
                "no component " + name + " in " + entry.getClass().getName());
    }

    /** Is for reading only: no schema has it. */
    private static boolean isUnknown(Object value) {
        return value instanceof Enum<?> constant && constant.name().equals("Unknown");
    }

    /** Never between the halves of one character. */
    private static String cut(String text, int longest) {
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
