package io.xcpoperator.simulator.schema;

import java.util.Map;
import java.util.Set;

/** Reads the notation of types: {@code "VM ref set"}, {@code "(string -> enum vm_operations) map"}. */
final class TypeReader {
    private final Map<String, Set<String>> enums;

    TypeReader(Map<String, Set<String>> enums) {
        this.enums = enums;
    }

    Type read(String notation) {
        String text = notation.trim();
        if (text.endsWith(" set")) {
            return new Type.SetOf(read(text.substring(0, text.length() - 4)));
        }
        if (text.endsWith(" option")) {
            return new Type.Optional(read(text.substring(0, text.length() - 7)));
        }
        if (text.startsWith("(") && text.endsWith(") map")) {
            String inner = text.substring(1, text.length() - 5);
            int arrow = inner.indexOf(" -> ");
            return new Type.MapOf(read(inner.substring(0, arrow)), read(inner.substring(arrow + 4)));
        }
        if (text.endsWith(" ref")) {
            return new Type.Reference(text.substring(0, text.length() - 4));
        }
        if (text.endsWith(" record")) {
            return new Type.RecordOf(text.substring(0, text.length() - 7));
        }
        if (text.startsWith("enum ")) {
            String name = text.substring(5);
            return new Type.Enumeration(name, enums.getOrDefault(name, Set.of()));
        }
        return switch (text) {
            case "string" -> new Type.Text();
            case "int" -> new Type.Whole();
            case "float" -> new Type.Real();
            case "bool" -> new Type.Flag();
            case "datetime" -> new Type.Moment();
            default -> new Type.Nothing(); // "void" and the free text of event.from's result
        };
    }
}
