package io.xcpoperator.simulator.db;

import io.xcpoperator.simulator.schema.ClassSchema;
import io.xcpoperator.simulator.schema.FieldSchema;
import io.xcpoperator.simulator.schema.Relation;
import io.xcpoperator.simulator.schema.Schema;
import io.xcpoperator.simulator.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pool's objects. Every change moves the generation by one; that is what event tokens count. Not safe for
 * concurrent use: the world's lock guards it.
 */
public final class Database {
    private final Schema schema;
    private final Ids ids;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Row> byRef = new HashMap<>();
    private final Map<String, Map<String, Relation>> forward = new HashMap<>();
    private final Map<String, Map<String, Relation>> backward = new HashMap<>();
    private final List<ChangeListener> listeners = new ArrayList<>();
    private Runnable onChange = () -> {};
    private long generation = 1;

    public Database(Schema schema, Ids ids) {
        this.schema = schema;
        this.ids = ids;
        schema.classes().values().forEach(type -> tables.put(type.name(), new Table(type)));
        for (Relation relation : schema.relations()) {
            forward.computeIfAbsent(relation.from(), _ -> new HashMap<>()).put(relation.field(), relation);
            backward.computeIfAbsent(relation.to(), _ -> new HashMap<>()).put(relation.set(), relation);
        }
    }

    /** What happens after each change: the wake-up of those who wait for events. */
    public void onChange(Runnable action) {
        this.onChange = action;
    }

    /** Who is told of each change as it happens. */
    public void listen(ChangeListener listener) {
        listeners.add(listener);
    }

    public Schema schema() {
        return schema;
    }

    public Ids ids() {
        return ids;
    }

    public long generation() {
        return generation;
    }

    public Optional<Row> find(String ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    public Optional<Row> find(String className, String ref) {
        return find(ref).filter(row -> row.className().equals(className));
    }

    public Optional<Row> findByUuid(String className, String uuid) {
        return table(className).findByUuid(uuid);
    }

    public List<Row> byName(String className, String name) {
        return table(className).byName(name);
    }

    /** The live objects of a class; do not create or destroy while iterating. */
    public Collection<Row> all(String className) {
        return table(className).rows();
    }

    public int count(String className) {
        return table(className).size();
    }

    public Collection<Row> changedSince(String className, long since) {
        return table(className).changedSince(since);
    }

    public List<Deletion> deletedSince(String className, long since) {
        return table(className).deletedSince(since);
    }

    /** Generation of the class's last change. */
    public long lastChange(String className) {
        return table(className).lastChange();
    }

    private Table table(String className) {
        Table table = tables.get(className);
        if (table == null) {
            throw new IllegalArgumentException("no class " + className);
        }
        return table;
    }

    /** Makes an object with a fresh reference and uuid; fields not given get their declared value, mirrors are empty. */
    public Row create(String className, Map<String, Value> given) {
        return create(className, ids.ref(), given);
    }

    /** As {@link #create(String, Map)}, under a reference of the caller's choice. */
    public Row create(String className, String ref, Map<String, Value> given) {
        Table table = table(className);
        ClassSchema type = table.schema();
        Value[] values = new Value[type.fields().size()];
        for (FieldSchema field : type.fields()) {
            values[field.index()] = field.initial();
        }
        if (type.fieldsByName().containsKey("uuid")) {
            values[type.field("uuid").index()] = Value.of(ids.uuid());
        }
        Map<String, Relation> relations = forward.getOrDefault(className, Map.of());
        Map<String, Relation> mirrors = backward.getOrDefault(className, Map.of());
        given.forEach((name, value) -> {
            if (!relations.containsKey(name) && !mirrors.containsKey(name)) {
                values[type.field(name).index()] = value;
            }
        });
        Row row = new Row(this, type, ref, values);
        generation++;
        row.created = generation;
        row.modified = generation;
        byRef.put(ref, row);
        table.add(row);
        given.forEach((name, value) -> {
            if (relations.containsKey(name)) {
                write(row, type.field(name), value);
            }
        });
        listeners.forEach(listener -> listener.created(row));
        onChange.run();
        return row;
    }

    public void destroy(Row row) {
        if (byRef.remove(row.ref()) == null) {
            return;
        }
        for (Relation relation : forward.getOrDefault(row.className(), Map.of()).values()) {
            for (String target : targets(row.get(relation.field()))) {
                mirror(relation, target, row.ref(), false);
            }
        }
        generation++;
        table(row.className()).remove(row, generation);
        listeners.forEach(listener -> listener.destroyed(row));
        onChange.run();
    }

    /** The memory of deletions is gone: their events cannot be told any more. */
    public void forgetDeletions() {
        tables.values().forEach(Table::forgetDeletions);
    }

    /** As a restarted daemon sees them: everything is new, and nothing is known of what went before. */
    public void rebirth() {
        for (Table table : tables.values()) {
            table.forgetDeletions();
            for (Row row : List.copyOf(table.rows())) {
                generation++;
                table.touched(row, generation);
                row.created = generation;
            }
        }
        onChange.run();
    }

    /** Marks an object as changed without changing it. */
    public void touch(Row row) {
        generation++;
        table(row.className()).touched(row, generation);
        onChange.run();
    }

    void write(Row row, FieldSchema field, Value value) {
        Value before = row.at(field.index());
        if (before.equals(value)) {
            return;
        }
        if (backward.getOrDefault(row.className(), Map.of()).containsKey(field.name())) {
            throw new IllegalArgumentException(row.className() + "." + field.name() + " mirrors another field");
        }
        row.put(field.index(), value);
        if (!byRef.containsKey(row.ref())) {
            return; // a record still in somebody's hand after its object went
        }
        Table table = table(row.className());
        if (field.name().equals("name_label")) {
            table.renamed(row, text(before), text(value));
        } else if (field.name().equals("uuid")) {
            table.newUuid(row, text(before), text(value));
        }
        generation++;
        table.touched(row, generation);
        Relation relation = forward.getOrDefault(row.className(), Map.of()).get(field.name());
        if (relation != null) {
            move(relation, row.ref(), targets(before), targets(value));
        }
        listeners.forEach(listener -> listener.changed(row, field.name(), before));
        onChange.run();
    }

    private void move(Relation relation, String source, Set<String> before, Set<String> after) {
        for (String target : before) {
            if (!after.contains(target)) {
                mirror(relation, target, source, false);
            }
        }
        for (String target : after) {
            if (!before.contains(target)) {
                mirror(relation, target, source, true);
            }
        }
    }

    private void mirror(Relation relation, String target, String source, boolean present) {
        Row other = byRef.get(target);
        if (other == null || !other.className().equals(relation.to())) {
            return;
        }
        int index = other.schema().field(relation.set()).index();
        var members = new ArrayList<String>(Rows.texts(((Value.Arr) other.at(index)).items()));
        members.remove(source);
        if (present) {
            members.add(source);
        }
        other.put(index, Value.texts(members));
        generation++;
        table(relation.to()).touched(other, generation);
    }

    private static Set<String> targets(Value value) {
        return switch (value) {
            case Value.Str(String ref) -> ref.isEmpty() || ref.equals(Value.NULL_REF) ? Set.of() : Set.of(ref);
            case Value.Arr(var items) -> new LinkedHashSet<>(Rows.texts(items));
            case Value.Int _, Value.Int32 _, Value.Real _, Value.Bool _, Value.Date _, Value.Dict _, Value.Nil _ ->
                Set.of();
        };
    }

    private static String text(Value value) {
        return value instanceof Value.Str(String text) ? text : "";
    }
}
