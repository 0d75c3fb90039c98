package io.xcpoperator.operator.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plain data as the YAML that a person would write: in the order it is in, with quotes only where they are needed. Pure.
 *
 * <p>Ours, for want of a writer that suits every reader: Jackson's leaves {@code 1e3} without quotes, which kubectl reads as
 * a number, and SnakeYAML's writes U+2028 in a way that Fabric8's reader refuses.
 */
final class Yaml {
    /** No indicator, no blank at an end, nothing that opens a comment or a value. */
    private static final Pattern PLAIN = Pattern.compile(
            "[A-Za-z0-9_/.][-A-Za-z0-9_/.()+@%]*( [-A-Za-z0-9_/.()+@%]+)*|[A-Za-z0-9_./-]*[A-Za-z_][A-Za-z0-9_./-]*");
    /** What would be read as something else than a text, by YAML 1.1 too. */
    private static final Pattern OTHER = Pattern.compile(
            "(?i)[-+]?[0-9][0-9_.,:]*(e[-+]?[0-9]+)?|0x[0-9a-f]+|0o?[0-7]+|[-+]?\\.(inf|nan|[0-9].*)|true|false|yes|no|on|off|y|n|null|~|\\d{4}-\\d\\d?-\\d\\d?.*|[0-9.]+e[0-9]+|-.*|\\.");

    private Yaml() {}

    static String of(Map<?, ?> document) {
        var text = new StringBuilder();
        map(document, 0, text);
        return text.toString();
    }

    private static void map(Map<?, ?> map, int depth, StringBuilder text) {
        map.forEach((key, value) -> {
            if (value != null) {
                text.append("  ".repeat(depth)).append(scalar(key)).append(':');
                value(value, depth, text);
            }
        });
    }

    private static void value(Object value, int depth, StringBuilder text) {
        switch (value) {
            case Map<?, ?> map when map.isEmpty() -> text.append(" {}\n");
            case Map<?, ?> map -> {
                text.append('\n');
                map(map, depth + 1, text);
            }
            case Collection<?> list when list.isEmpty() -> text.append(" []\n");
            case Collection<?> list -> {
                text.append('\n');
                list.forEach(item -> item(item, depth, text));
            }
            default -> text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static void item(@Nullable Object item, int depth, StringBuilder text) {
        String dash = "  ".repeat(depth) + "- ";
        if (item instanceof Map<?, ?> map && !map.isEmpty()) {
            var inside = new StringBuilder();
            map(map, depth + 1, inside);
            text.append(dash).append(inside.substring(dash.length()));
        } else if (item instanceof Collection<?> list && !list.isEmpty()) {
            var inside = new StringBuilder();
            list.forEach(one -> item(one, depth + 1, inside));
            text.append(dash).append(inside.substring(dash.length()));
        } else {
            Object shown = item instanceof Map<?, ?> ? "{}" : item instanceof List<?> ? "[]" : scalar(item);
            text.append(dash).append(shown).append('\n');
        }
    }

    private static String scalar(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        return PLAIN.matcher(text).matches() && !OTHER.matcher(text).matches() ? text : quoted(text);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0xfeff || c == 0x2028 || c == 0x2029) {
                        quoted.append("\\u%04x".formatted(c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
