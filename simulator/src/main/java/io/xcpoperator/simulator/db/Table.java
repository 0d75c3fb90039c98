package io.xcpoperator.simulator.db;

import io.xcpoperator.simulator.schema.ClassSchema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All objects of one class, with what {@code event.from} and the look-ups need. */
final class Table {
    /** The daemon keeps the last 256 to 511 deletions of a class. */
    private static final int KEPT_DELETIONS = 256;

    private final ClassSchema schema;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Row> byUuid = new HashMap<>();
    private final Map<String, Set<Row>> byName = new HashMap<>();
    private final TreeMap<Long, Row> byChange = new TreeMap<>();
    private final Deque<Deletion> deletions = new ArrayDeque<>();

    Table(ClassSchema schema) {
        this.schema = schema;
    }

    ClassSchema schema() {
        return schema;
    }

    Collection<Row> rows() {
        return rows.values();
    }

    int size() {
        return rows.size();
    }

    Optional<Row> findByUuid(String uuid) {
        return Optional.ofNullable(byUuid.get(uuid));
    }

    List<Row> byName(String name) {
        return List.copyOf(byName.getOrDefault(name, Set.of()));
    }

    void add(Row row) {
        rows.put(row.ref(), row);
        byChange.put(row.modified, row);
        if (schema.fieldsByName().containsKey("uuid")) {
            byUuid.put(row.uuid(), row);
        }
        if (schema.fieldsByName().containsKey("name_label")) {
            byName.computeIfAbsent(row.text("name_label"), _ -> new LinkedHashSet<>())
                    .add(row);
        }
    }

    void remove(Row row, long generation) {
        rows.remove(row.ref());
        byChange.remove(row.modified);
        byUuid.remove(row.uuid(), row);
        if (schema.fieldsByName().containsKey("name_label")) {
            unname(row, row.text("name_label"));
        }
        deletions.addLast(new Deletion(row.created, generation, row.ref()));
        if (deletions.size() >= 2 * KEPT_DELETIONS) {
            while (deletions.size() > KEPT_DELETIONS) {
                deletions.removeFirst();
            }
        }
    }

    void touched(Row row, long generation) {
        byChange.remove(row.modified);
        row.modified = generation;
        byChange.put(generation, row);
    }

    void renamed(Row row, String before, String after) {
        unname(row, before);
        byName.computeIfAbsent(after, _ -> new LinkedHashSet<>()).add(row);
    }

    void newUuid(Row row, String before, String after) {
        byUuid.remove(before, row);
        byUuid.put(after, row);
    }

    private void unname(Row row, String name) {
        Set<Row> named = byName.get(name);
        if (named != null) {
            named.remove(row);
            if (named.isEmpty()) {
                byName.remove(name);
            }
        }
    }

    /** Objects changed after {@code generation}, oldest change first. */
    Collection<Row> changedSince(long generation) {
        return byChange.tailMap(generation, false).values();
    }

    /** Remembered deletions after {@code generation} of objects that already lived then. */
    List<Deletion> deletedSince(long generation) {
        var found = new ArrayList<Deletion>();
        for (Deletion deletion : deletions) {
            if (deletion.deleted() > generation && deletion.created() <= generation) {
                found.add(deletion);
            }
        }
        return List.copyOf(found);
    }

    void forgetDeletions() {
        deletions.clear();
    }

    long lastChange() {
        long changed = byChange.isEmpty() ? 0 : byChange.lastKey();
        return deletions.isEmpty()
                ? changed
                : Math.max(changed, deletions.getLast().deleted());
    }
}
