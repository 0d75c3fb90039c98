package io.xcpoperator.simulator.behaviour;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Deletion;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.schema.ClassSchema;
import io.xcpoperator.simulator.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** What changed since a token, in the order of a reply: messages, then adds, mods, dels (recording 06). */
record EventBatch(List<Value> events, EventToken token) {
    private static final String MESSAGE = "message";

    static EventBatch collect(Database database, Subscriptions wanted, EventToken since) {
        List<Value> messages = new ArrayList<>();
        List<Value> adds = new ArrayList<>();
        List<Value> mods = new ArrayList<>();
        List<Value> dels = new ArrayList<>();
        long last = since.database();
        long lastMessage = 0;
        for (ClassSchema type : wanted.classes()) {
            boolean message = type.name().equals(MESSAGE);
            long from = message ? since.messages() : since.database();
            long seen = from;
            for (Row row : byRef(database, type, from)) {
                if (wanted.includes(type, row.ref())) {
                    boolean born = row.created() > from;
                    long id = message ? 0 : born ? row.created() : row.modified();
                    (message ? messages : born ? adds : mods).add(event(type, id, born ? "add" : "mod", row));
                    seen = Math.max(seen, row.modified());
                }
            }
            for (Deletion deletion : database.deletedSince(type.name(), from)) {
                if (wanted.includes(type, deletion.ref())) {
                    (message ? messages : dels).add(gone(type, message ? 0 : deletion.deleted(), deletion.ref()));
                    seen = Math.max(seen, deletion.deleted());
                }
            }
            if (message) {
                lastMessage = seen;
            } else {
                last = Math.max(last, seen);
            }
        }
        messages.addAll(adds);
        messages.addAll(mods);
        messages.addAll(dels);
        return new EventBatch(messages, new EventToken(last, lastMessage));
    }

    private static List<Row> byRef(Database database, ClassSchema type, long from) {
        var rows = new ArrayList<>(database.changedSince(type.name(), from));
        rows.sort(Comparator.comparing(Row::ref));
        return rows;
    }

    private static Value event(ClassSchema type, long id, String operation, Row row) {
        var event = head(type, id, operation, row.ref());
        event.put("snapshot", row.record());
        return new Value.Dict(event);
    }

    private static Value gone(ClassSchema type, long id, String ref) {
        return new Value.Dict(head(type, id, "del", ref));
    }

    private static LinkedHashMap<String, Value> head(ClassSchema type, long id, String operation, String ref) {
        var event = new LinkedHashMap<String, Value>();
        event.put("id", Value.of(Long.toString(id)));
        event.put("timestamp", Value.of("0.0"));
        event.put("class", Value.of(Subscriptions.wireName(type)));
        event.put("operation", Value.of(operation));
        event.put("ref", Value.of(ref));
        return event;
    }

    /** The reply of {@code event.from}. */
    Value reply(Database database) {
        var counts = new LinkedHashMap<String, Value>();
        for (ClassSchema type : database.schema().classes().values()) {
            counts.put(Subscriptions.wireName(type), new Value.Int32(database.count(type.name())));
        }
        var reply = new LinkedHashMap<String, Value>();
        reply.put("events", new Value.Arr(events));
        reply.put("valid_ref_counts", new Value.Dict(counts));
        reply.put("token", Value.of(token.text()));
        return new Value.Dict(reply);
    }
}
