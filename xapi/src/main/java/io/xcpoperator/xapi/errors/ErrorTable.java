package io.xcpoperator.xapi.errors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one place that knows what an error code of the pool means to a client: {@code errors.csv}, read once. */
public final class ErrorTable {
    private static final ErrorTable STANDARD = load("errors.csv");
    private final Map<String, Classification> codes;
    private final Map<String, Classification> prefixes;
    private final Classification otherwise;

    private ErrorTable(Map<String, Classification> rows) {
        this.codes = rows;
        this.prefixes = new LinkedHashMap<>();
        rows.forEach((code, classification) -> {
            if (code.endsWith("*") && code.length() > 1) {
                prefixes.put(code.substring(0, code.length() - 1), classification);
            }
        });
        this.otherwise = Optional.ofNullable(rows.get("*")).orElseThrow();
    }

    public static ErrorTable standard() {
        return STANDARD;
    }

    /** The row of the code, else of the first prefix that fits, else the default. */
    public Classification classify(String code) {
        Classification exact = codes.get(code);
        if (exact != null) {
            return exact;
        }
        return prefixes.entrySet().stream()
                .filter(row -> code.startsWith(row.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    /** Whether the code is one of XAPI's own. */
    public boolean knows(String code) {
        return codes.containsKey(code);
    }

    Map<String, Classification> rows() {
        return Map.copyOf(codes);
    }

    static ErrorTable parse(List<String> lines) {
        Map<String, Classification> rows = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> cells = List.of(line.split("\\s*,\\s*", -1));
            Duration delay =
                    cells.size() > 3 ? Duration.parse("PT" + cells.get(3).strip()) : Duration.ZERO;
            Classification row = new Classification(
                    ErrorClass.valueOf(cells.get(1).strip().toUpperCase(java.util.Locale.ROOT)),
                    cells.get(2).strip(),
                    delay);
            if (rows.put(cells.get(0).strip(), row) != null) {
                throw new IllegalStateException("two rows for " + cells.get(0));
            }
        }
        return new ErrorTable(rows);
    }

    private static ErrorTable load(String resource) {
        try (var in = ErrorTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource);
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
