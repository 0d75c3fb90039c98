package io.xcpoperator.simulator.dispatch;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.schema.MessageSchema;
import io.xcpoperator.simulator.schema.Type;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages that follow from the schema alone: getters, setters, look-ups, create and destroy of every class. */
public final class GeneratedMessages {

    Optional<Handler> find(MessageSchema message) {
        return message.generated() ? shaped(message) : Optional.empty();
    }

    /** What the message's name says, whether the data model generates it or not. */
    Optional<Handler> shaped(MessageSchema message) {
        String name = message.name();
        return Optional.ofNullable(
                switch (name) {
                    case "get_record" -> call -> call.row(0).record();
                    case "get_all" -> GeneratedMessages::all;
                    case "get_all_records" -> GeneratedMessages::allRecords;
                    case "get_all_where" -> GeneratedMessages::allWhere;
                    case "get_all_records_where" -> GeneratedMessages::allRecordsWhere;
                    case "get_by_uuid" -> GeneratedMessages::byUuid;
                    case "get_by_name_label" -> GeneratedMessages::byName;
                    case "create" -> GeneratedMessages::create;
                    case "destroy" -> GeneratedMessages::destroy;
                    default -> fieldMessage(message);
                });
    }

    @SuppressWarnings("NullAway") // null means: no such field
    private static Handler fieldMessage(MessageSchema message) {
        String name = message.name();
        if (name.startsWith("get_")) {
            String field = name.substring(4);
            return call -> call.row(0).get(field);
        }
        if (name.startsWith("set_")) {
            String field = name.substring(4);
            return call -> set(call, field);
        }
        if (name.startsWith("add_to_")) {
            String field = name.substring(7);
            return call -> addTo(call, field);
        }
        if (name.startsWith("remove_from_")) {
            String field = name.substring(12);
            return call -> removeFrom(call, field);
        }
        if (name.startsWith("add_")) {
            String field = name.substring(4);
            return call -> add(call, field);
        }
        if (name.startsWith("remove_")) {
            String field = name.substring(7);
            return call -> remove(call, field);
        }
        return null;
    }

    private static Value all(Call call) {
        var refs = new ArrayList<Value>();
        call.database().all(call.message().className()).forEach(row -> refs.add(Value.of(row.ref())));
        return new Value.Arr(refs);
    }

    private static Value allRecords(Call call) {
        return records(call.database().all(call.message().className()));
    }

    private static Value records(Iterable<Row> rows) {
        var records = new LinkedHashMap<String, Value>();
        rows.forEach(row -> records.put(row.ref(), row.record()));
        return new Value.Dict(records);
    }

    private static Value allWhere(Call call) {
        return Value.texts(matching(call).stream().map(Row::ref).toList());
    }

    private static Value allRecordsWhere(Call call) {
        return records(matching(call));
    }

    private static List<Row> matching(Call call) {
        Where where = Where.parse(call.text(0));
        return call.database().all(call.message().className()).stream()
                .filter(where::matches)
                .toList();
    }

    private static Value byUuid(Call call) {
        String className = call.message().className();
        return call.database()
                .findByUuid(className, call.text(0))
                .map(row -> Value.of(row.ref()))
                .orElseThrow(() -> new XapiFailure("UUID_INVALID", className, call.text(0)));
    }

    private static Value byName(Call call) {
        return Value.texts(call.database().byName(call.message().className(), call.text(0)).stream()
                .map(Row::ref)
                .toList());
    }

    private static Value create(Call call) {
        return Value.of(call.database()
                .create(call.message().className(), call.members(0))
                .ref());
    }

    private static Value destroy(Call call) {
        call.database().destroy(call.row(0));
        return Values.EMPTY;
    }

    private static Value set(Call call, String field) {
        call.row(0).set(field, call.argument(1));
        return Values.EMPTY;
    }

    private static Value addTo(Call call, String field) {
        Row row = call.row(0);
        if (call.text(1).isEmpty()) {
            throw XapiFailure.internal("Db_exn.Empty_key_in_map");
        }
        if (row.hasEntry(field, call.text(1))) {
            throw new XapiFailure("MAP_DUPLICATE_KEY", row.className(), field, row.ref(), call.text(1));
        }
        if (call.text(1).isEmpty()) {
            throw XapiFailure.internal("Db_exn.Empty_key_in_map");
        }
        Map<String, Value> members = copy(row, field);
        members.put(call.text(1), call.argument(2));
        row.set(field, new Value.Dict(members));
        return Values.EMPTY;
    }

    private static Value removeFrom(Call call, String field) {
        Row row = call.row(0);
        if (row.hasEntry(field, call.text(1))) {
            Map<String, Value> members = copy(row, field);
            members.remove(call.text(1));
            row.set(field, new Value.Dict(members));
        }
        return Values.EMPTY;
    }

    private static Map<String, Value> copy(Row row, String field) {
        return row.get(field) instanceof Value.Dict(var members)
                ? new java.util.TreeMap<>(members)
                : new java.util.TreeMap<>();
    }

    private static Value add(Call call, String field) {
        Row row = call.row(0);
        var members = new ArrayList<>(row.texts(field));
        if (!members.contains(call.text(1))) {
            members.add(call.text(1));
            row.set(field, members);
        }
        return Values.EMPTY;
    }

    private static Value remove(Call call, String field) {
        Row row = call.row(0);
        var members = new ArrayList<>(row.texts(field));
        if (members.remove(call.text(1))) {
            row.set(field, members);
        }
        return Values.EMPTY;
    }

    /** Whether a parameter is a reference to one of the class itself: the usual first one. */
    static boolean onSelf(MessageSchema message) {
        return !message.parameters().isEmpty()
                && message.parameters().getFirst().type() instanceof Type.Reference;
    }
}
