package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Says how far an answer of ours agrees with the daemon's. What differs by nature is not compared. */
final class Comparison {
    /** How far two answers agree; each level includes those before. */
    enum Level {
        /** One succeeds, one fails, or the error codes differ. */
        DIFFERENT,
        /** Both succeed, or fail with the same code. */
        OUTCOME,
        /** And error parameters, result shape and names of changed fields agree. */
        SHAPE,
        /** And every value does. */
        VALUES
    }

    record Result(Level level, List<String> differences) {}

    private static final Pattern DATE = Pattern.compile("\\d{8}T\\d\\d:\\d\\d:\\d\\dZ?");
    private static final Pattern MAC = Pattern.compile("([0-9a-f]{2}:){5}[0-9a-f]{2}", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBERS = Pattern.compile("\\d{5,}(\\.\\d*)?");

    /** Members that differ by nature: identifiers, free memory, versions of the build, notes of the recorder's pool. */
    private static final Set<String> BY_NATURE = Set.of(
            "uuid",
            "domid",
            "memory_free",
            "free_memory",
            "generation_id",
            "mac_seed",
            "location",
            "id",
            "token",
            "valid_ref_counts",
            "backtrace",
            "snapshot_metadata",
            "last_booted_record",
            "gencode",
            "recommended_guidances");

    private final Ids ids;

    Comparison(Ids ids) {
        this.ids = ids;
    }

    Result compare(Answer recorded, Answer ours) {
        if (!recorded.outcome().equals(ours.outcome())) {
            String text = "expected " + describe(recorded) + ", got " + describe(ours);
            return new Result(Level.DIFFERENT, List.of(text));
        }
        if (!recorded.ok()) {
            boolean driver = recorded.outcome().startsWith("SR_BACKEND_FAILURE");
            var differences = new ArrayList<String>();
            if (!driver) {
                values("parameters", recorded.value(), ours.value(), differences);
            }
            return new Result(differences.isEmpty() ? Level.VALUES : Level.OUTCOME, differences);
        }
        return results(recorded.value(), ours.value());
    }

    /** Compares what came with success. */
    Result results(JsonNode recorded, JsonNode ours) {
        var differences = new ArrayList<String>();
        shape("", recorded, ours, differences);
        if (!differences.isEmpty()) {
            return new Result(Level.OUTCOME, differences);
        }
        values("", recorded, ours, differences);
        return new Result(differences.isEmpty() ? Level.VALUES : Level.SHAPE, differences);
    }

    private static String describe(Answer answer) {
        return answer.ok() ? "ok" : answer.outcome() + " " + cut(answer.value().toString());
    }

    static String cut(String text) {
        return text.length() <= 160 ? text : text.substring(0, 160) + "…";
    }

    /** Same kinds of nodes, and records with the same members; maps and lists may hold other things. */
    private void shape(String path, JsonNode recorded, JsonNode ours, List<String> differences) {
        if (recorded.getNodeType() != ours.getNodeType()) {
            differences.add(path + ": expected " + cut(recorded.toString()) + ", got " + cut(ours.toString()));
        } else if (isRecord(recorded)) {
            var missing = new TreeSet<String>();
            recorded.fieldNames().forEachRemaining(missing::add);
            ours.fieldNames().forEachRemaining(missing::remove);
            var surplus = new TreeSet<String>();
            ours.fieldNames().forEachRemaining(surplus::add);
            recorded.fieldNames().forEachRemaining(surplus::remove);
            if (!missing.isEmpty() || !surplus.isEmpty()) {
                differences.add(path + ": missing " + missing + ", surplus " + surplus);
            }
            recorded.properties().forEach(member -> {
                if (ours.has(member.getKey())) {
                    shape(path + "." + member.getKey(), member.getValue(), ours.get(member.getKey()), differences);
                }
            });
        } else if (recorded.isArray() && !recorded.isEmpty() && !ours.isEmpty()) {
            alike(recorded.get(0), ours).ifPresent(each -> shape(path + "[0]", recorded.get(0), each, differences));
        } else if (recorded.isObject() && !recorded.isEmpty() && !ours.isEmpty()) {
            shape(path + "{}", recorded.iterator().next(), ours.iterator().next(), differences);
        }
    }

    /** The first of our items; of events, the first of the same class. */
    private static Optional<JsonNode> alike(JsonNode item, JsonNode ours) {
        for (JsonNode each : ours) {
            if (each.path("class").equals(item.path("class"))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static boolean isRecord(JsonNode node) {
        return node.isObject() && (node.has("uuid") || node.has("snapshot") || node.has("valid_ref_counts"));
    }

    /** Every value that does not differ by nature. */
    void values(String path, JsonNode recorded, JsonNode ours, List<String> differences) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        if (BY_NATURE.contains(name) || name.endsWith("_diagnostics")) {
            return;
        }
        if (recorded.isObject() && ours.isObject()) {
            var names = new TreeSet<String>();
            recorded.fieldNames().forEachRemaining(names::add);
            ours.fieldNames().forEachRemaining(names::add);
            if (names.stream().anyMatch(Ids::isId)) {
                if (recorded.size() != ours.size()) {
                    differences.add(path + ": expected " + recorded.size() + " entries, got " + ours.size());
                }
                return;
            }
            for (String each : names) {
                values(path + "." + each, recorded.path(each), ours.path(each), differences);
            }
        } else if (recorded.isArray() && ours.isArray()) {
            arrays(path, recorded, ours, differences);
        } else if (!recorded.isMissingNode() && !ours.isMissingNode() && number(recorded) && number(ours)) {
            if (recorded.asDouble() != ours.asDouble()) {
                differences.add(path + ": expected " + recorded + ", got " + ours);
            }
        } else if (!plain(ids.ours(recorded)).equals(plain(ours))) {
            differences.add(path + ": expected " + cut(recorded.toString()) + ", got " + cut(ours.toString()));
        }
    }

    private static boolean number(JsonNode node) {
        return node.isNumber();
    }

    /** Sets of names in any order; other lists item by item. */
    private void arrays(String path, JsonNode recorded, JsonNode ours, List<String> differences) {
        boolean names = (recorded.isEmpty() || recorded.get(0).isTextual())
                && (ours.isEmpty() || ours.get(0).isTextual());
        if (names && !path.equals("parameters")) {
            var theirs = new ArrayList<String>();
            recorded.forEach(item -> theirs.add(plain(item)));
            var mine = new ArrayList<String>();
            ours.forEach(item -> mine.add(plain(item)));
            theirs.sort(null);
            mine.sort(null);
            if (!theirs.equals(mine)) {
                var missing = new ArrayList<>(theirs);
                mine.forEach(missing::remove);
                var surplus = new ArrayList<>(mine);
                theirs.forEach(surplus::remove);
                differences.add(path + ": missing " + cut(missing.toString()) + ", surplus " + cut(surplus.toString()));
            }
            return;
        }
        if (recorded.size() != ours.size()) {
            differences.add(path + ": expected " + cut(recorded.toString()) + ", got " + cut(ours.toString()));
            return;
        }
        for (int index = 0; index < recorded.size(); index++) {
            values(path + "[" + index + "]", recorded.get(index), ours.get(index), differences);
        }
    }

    /** A text without what differs by nature. */
    private static String plain(JsonNode node) {
        String text =
                node.has("dateTime.iso8601") ? node.get("dateTime.iso8601").asText() : node.asText();
        String noIds = Ids.masked(text.replace("$session", "<id>")).replaceAll("trackid=[0-9a-f]+", "trackid=<id>");
        String noDates = DATE.matcher(noIds).replaceAll("<date>");
        String noMacs = MAC.matcher(noDates).replaceAll("<mac>");
        return noIds.equals(text) ? noMacs : NUMBERS.matcher(noMacs).replaceAll("<n>");
    }
}
