package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Reads the members of a wire struct without ever failing: a missing or ill-typed one becomes the default. */
public final class Fields {
    private final Map<?, ?> members;
    private final UnaryOperator<String> intern;
    private final int mapChars;

    private Fields(Map<?, ?> members, UnaryOperator<String> intern, int mapChars) {
        this.members = members;
        this.intern = intern;
        this.mapChars = mapChars;
    }

    public static Fields of(Object value) {
        return new Fields(members(value), UnaryOperator.identity(), Integer.MAX_VALUE);
    }

    /**
     * For a mirror: {@code intern} sees every string kept, so that equal ones can share memory; of a map larger than 8 Ki
     * characters only the smallest entries are kept, of a text larger than that its beginning.
     */
    public static Fields bounded(Object value, UnaryOperator<String> intern) {
        return new Fields(members(value), intern, 8192);
    }

    private static Map<?, ?> members(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    public String string(String name) {
        return string(name, "");
    }

    public String string(String name, String otherwise) {
        return members.get(name) instanceof String text ? intern.apply(cut(text)) : otherwise;
    }

    /** The reference's text; the null reference where there is none. */
    public String ref(String name) {
        String text = string(name);
        return text.isEmpty() ? Ref.NULL_VALUE : text;
    }

    public long integer(String name) {
        return integer(name, 0);
    }

    /** A 64-bit integer, on the wire a decimal string or a number. */
    public long integer(String name, long otherwise) {
        return switch (members.get(name)) {
            case String text -> parse(text, otherwise);
            case Double real -> real.longValue();
            case Number number -> number.longValue();
            case null, default -> otherwise;
        };
    }

    public boolean bool(String name) {
        return bool(name, false);
    }

    public boolean bool(String name, boolean otherwise) {
        return switch (members.get(name)) {
            case Boolean flag -> flag;
            case String text when text.equals("true") || text.equals("1") -> true;
            case String text when text.equals("false") || text.equals("0") -> false;
            case null, default -> otherwise;
        };
    }

    /** A float; 0 where there is none and for what is not a finite number. */
    public double real(String name) {
        double value = switch (members.get(name)) {
            case Number number -> number.doubleValue();
            case String text -> parseReal(text);
            case null, default -> 0;
        };
        return Double.isFinite(value) ? value : 0;
    }

    /** A date; the epoch means never. */
    public Instant instant(String name) {
        return members.get(name) instanceof Instant instant ? instant : Instant.EPOCH;
    }

    public List<String> list(String name) {
        if (!(members.get(name) instanceof List<?> values)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(values.size());
        for (Object value : values) {
            if (value instanceof String text) {
                texts.add(intern.apply(text));
            }
        }
        return List.copyOf(texts);
    }

    public Set<String> strings(String name) {
        return Set.copyOf(new LinkedHashSet<>(list(name)));
    }

    public <E> Set<E> enums(String name, Function<String, E> reader) {
        Set<E> found = new LinkedHashSet<>();
        list(name).forEach(word -> found.add(reader.apply(word)));
        return Set.copyOf(found);
    }

    public <R> Set<R> refs(String name, Function<String, R> reader) {
        return enums(name, reader);
    }

    public Map<String, String> map(String name) {
        if (!(members.get(name) instanceof Map<?, ?> values) || values.isEmpty()) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key instanceof String word && value instanceof String text) {
                texts.put(intern.apply(word), intern.apply(text));
            }
        });
        return Map.copyOf(size(texts) > mapChars ? smallest(texts) : texts);
    }

    private Map<String, String> smallest(Map<String, String> texts) {
        Map<String, String> kept = new LinkedHashMap<>();
        int left = mapChars;
        List<Map.Entry<String, String>> bySize = new ArrayList<>(texts.entrySet());
        bySize.sort(Comparator.comparingInt(
                entry -> entry.getKey().length() + entry.getValue().length()));
        for (Map.Entry<String, String> entry : bySize) {
            left -= entry.getKey().length() + entry.getValue().length();
            if (left < 0) {
                break;
            }
            kept.put(entry.getKey(), entry.getValue());
        }
        return kept;
    }

    private static int size(Map<String, String> texts) {
        return texts.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }

    private String cut(String text) {
        return text.length() <= mapChars ? text : text.substring(0, mapChars);
    }

    /** current_operations: task reference to operation. */
    public <E> Map<String, E> operations(String name, Function<String, E> reader) {
        Map<String, E> found = new LinkedHashMap<>();
        map(name).forEach((key, word) -> found.put(key, reader.apply(word)));
        return Map.copyOf(found);
    }

    /** blocked_operations: operation to reason. */
    public <E> Map<E, String> byEnum(String name, Function<String, E> reader) {
        Map<E, String> found = new LinkedHashMap<>();
        map(name).forEach((word, text) -> found.put(reader.apply(word), text));
        return Map.copyOf(found);
    }

    private static long parse(String text, long otherwise) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }

    private static double parseReal(String text) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
