package io.xcpoperator.xapi.wire;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What the protocol can carry: no control characters, and no markup in map keys, which XAPI does not escape. */
final class Encodable {
    private Encodable() {}

    static Optional<String> problem(Object value) {
        return switch (value) {
            case String text -> textual(text) ? Optional.empty() : Optional.of("control character in a text");
            case Map<?, ?> map -> {
                if (map.keySet().stream().anyMatch(key -> !key(String.valueOf(key)))) {
                    yield Optional.of("a map key with markup or a control character");
                }
                yield problem(map.values());
            }
            case Collection<?> values ->
                values.stream()
                        .map(Encodable::problem)
                        .flatMap(Optional::stream)
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static boolean key(String text) {
        return textual(text) && text.chars().noneMatch(c -> c < ' ' || c == '<' || c == '&');
    }

    /** Characters of XML 1.0. */
    private static boolean textual(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000);
    }
}
