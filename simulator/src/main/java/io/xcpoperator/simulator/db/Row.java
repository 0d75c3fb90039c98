package io.xcpoperator.simulator.db;

import io.xcpoperator.simulator.schema.ClassSchema;
import io.xcpoperator.simulator.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One object of the database. Every method must be called under the world's lock. Writing goes through the
 * database, which keeps relations, indexes and generations.
 */
public final class Row {
    private final Database database;
    private final ClassSchema schema;
    private final String ref;
    private final Value[] values;
    long created;
    long modified;

    Row(Database database, ClassSchema schema, String ref, Value[] values) {
        this.database = database;
        this.schema = schema;
        this.ref = ref;
        this.values = values;
    }

    public ClassSchema schema() {
        return schema;
    }

    public String className() {
        return schema.name();
    }

    public String ref() {
        return ref;
    }

    /** Generation of the database at which it was made. */
    public long created() {
        return created;
    }

    /** Generation of the database at which it last changed. */
    public long modified() {
        return modified;
    }

    public boolean exists() {
        return database.find(ref).isPresent();
    }

    public Value get(String field) {
        return values[schema.field(field).index()];
    }

    Value at(int index) {
        return values[index];
    }

    void put(int index, Value value) {
        values[index] = value;
    }

    public String uuid() {
        return text("uuid");
    }

    /** A text, an enum value or a reference. */
    public String text(String field) {
        return get(field) instanceof Value.Str(String text) ? text : "";
    }

    public long number(String field) {
        return get(field) instanceof Value.Int(long number) ? number : 0;
    }

    public double real(String field) {
        return get(field) instanceof Value.Real(double number) ? number : 0;
    }

    public boolean flag(String field) {
        return get(field) instanceof Value.Bool(boolean flag) && flag;
    }

    public Instant moment(String field) {
        return get(field) instanceof Value.Date(Instant at) ? at : Instant.EPOCH;
    }

    /** The members of a set of texts, enums or references. */
    public List<String> texts(String field) {
        return get(field) instanceof Value.Arr(var items) ? Rows.texts(items) : List.of();
    }

    /** A map of texts; values that are no texts are left out. A copy the caller may change. */
    public Map<String, String> map(String field) {
        var map = new LinkedHashMap<String, String>();
        if (get(field) instanceof Value.Dict(var members)) {
            members.forEach((key, value) -> {
                if (value instanceof Value.Str(String text)) {
                    map.put(key, text);
                }
            });
        }
        return map;
    }

    /** One member of a map of texts; empty when it is not there. */
    public String entry(String field, String key) {
        return get(field) instanceof Value.Dict(var members) && members.get(key) instanceof Value.Str(String text)
                ? text
                : "";
    }

    public boolean hasEntry(String field, String key) {
        return get(field) instanceof Value.Dict(var members) && members.containsKey(key);
    }

    /** The object a reference field names, when it exists. */
    public java.util.Optional<Row> follow(String field) {
        return database.find(text(field));
    }

    /** The objects a set field names, those that exist. */
    public List<Row> followAll(String field) {
        var rows = new ArrayList<Row>();
        for (String target : texts(field)) {
            database.find(target).ifPresent(rows::add);
        }
        return List.copyOf(rows);
    }

    public void set(String field, Value value) {
        database.write(this, schema.field(field), value);
    }

    public void set(String field, String text) {
        set(field, Value.of(text));
    }

    public void set(String field, long number) {
        set(field, Value.of(number));
    }

    public void set(String field, boolean flag) {
        set(field, Value.of(flag));
    }

    public void set(String field, Instant at) {
        set(field, Value.of(at));
    }

    public void set(String field, List<String> texts) {
        set(field, Value.texts(texts));
    }

    public void set(String field, Map<String, String> map) {
        set(field, Value.textMap(map));
    }

    /** Adds or replaces one member of a map of texts. */
    public void putEntry(String field, String key, String text) {
        Map<String, String> map = map(field);
        map.put(key, text);
        set(field, map);
    }

    public void removeEntry(String field, String key) {
        if (hasEntry(field, key)) {
            Map<String, String> map = map(field);
            map.remove(key);
            set(field, map);
        }
    }

    /** The whole record, as {@code get_record} answers. */
    public Value.Dict record() {
        var members = new LinkedHashMap<String, Value>(values.length * 2);
        for (var field : schema.fields()) {
            members.put(field.name(), values[field.index()]);
        }
        return new Value.Dict(members);
    }

    @Override
    public String toString() {
        return schema.name() + " " + ref;
    }
}
