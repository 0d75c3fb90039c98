package io.xcpoperator.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The data model's facts, as evaluated from upstream: classes, messages, parameters, error codes, by release. */
public final class DataModel {
    /** The releases in order. */
    private static final List<String> RELEASES = List.of("8.2", "8.3.0", "25.6", "25.33", "26.1", "main");
    /** Those that every call must exist in: 8.2, 8.3 as updated, upstream. */
    public static final List<String> REQUIRED = List.of("8.2", "26.1", "main");

    private final JsonNode root;

    private DataModel(JsonNode root) {
        this.root = root;
    }

    public static DataModel read() {
        try (var in = DataModel.class.getResourceAsStream("signatures.json")) {
            return new DataModel(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Set<String> errors() {
        Set<String> codes = new TreeSet<>();
        root.get("errors").fieldNames().forEachRemaining(codes::add);
        return codes;
    }

    public JsonNode classes() {
        return root.get("classes");
    }

    public JsonNode message(String name) {
        String[] parts = name.split("\\.", 2);
        return root.path("classes").path(parts[0]).path("messages").path(parts[1]);
    }

    /** Whether an item with this range ("8.3.0+", "8.2..25.33", "main", absent for all) is in a release. */
    public static boolean isIn(JsonNode range, String release) {
        if (range.isMissingNode() || range.isNull()) {
            return true;
        }
        return isIn(range.asText(), release);
    }

    public static boolean isIn(String range, String release) {
        int at = RELEASES.indexOf(release);
        if (range.equals("all")) {
            return true;
        }
        if (range.endsWith("+")) {
            return at >= RELEASES.indexOf(range.substring(0, range.length() - 1));
        }
        if (range.contains("..")) {
            String[] ends = range.split("\\.\\.");
            return at >= RELEASES.indexOf(ends[0]) && at <= RELEASES.indexOf(ends[1]);
        }
        return range.equals(release);
    }

    /** Whether something that exists since {@code since} is to be looked for in a release. */
    public static boolean expectedIn(String since, String release) {
        return since.isEmpty() || RELEASES.indexOf(release) >= RELEASES.indexOf(since);
    }
}
