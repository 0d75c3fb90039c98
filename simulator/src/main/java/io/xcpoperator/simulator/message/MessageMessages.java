package io.xcpoperator.simulator.message;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.dispatch.Where;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Messages: made, read, newest first, and thrown away (recordings 06-015, 10-014). */
public final class MessageMessages implements Behaviour {
    private static final String CLASS = "message";

    @Override
    public void register(Messages messages) {
        messages.on("message.create", MessageMessages::create);
        messages.on("message.destroy", call -> {
            call.database().destroy(call.row(0));
            return Values.EMPTY;
        });
        messages.on("message.destroy_many", MessageMessages::destroyMany);
        messages.on("message.destroy_all", MessageMessages::destroyAll);
        messages.on("message.get_record", call -> call.row(0).record());
        messages.on("message.get_by_uuid", MessageMessages::byUuid);
        messages.on(
                "message.get_all",
                call -> Value.texts(
                        newest(call, _ -> true).stream().map(Row::ref).toList()));
        messages.on("message.get_all_records", call -> records(newest(call, _ -> true)));
        messages.on("message.get_all_records_where", call -> {
            Where where = Where.parse(call.text(0));
            return records(newest(call, where::matches));
        });
        messages.on("message.get_since", call -> records(newest(call, since(call, 0))));
        messages.on(
                "message.get",
                call -> records(newest(
                        call,
                        since(call, 2)
                                .and(row -> row.text("cls").equals(call.text(0)))
                                .and(row -> row.text("obj_uuid").equals(call.text(1))))));
    }

    private static Value create(Call call) {
        String owner = call.text(2).equals("Host") ? "host" : call.text(2).equals("Pool") ? "pool" : call.text(2);
        if (call.database().findByUuid(owner, call.text(3)).isEmpty()) {
            throw new XapiFailure("UUID_INVALID", call.text(2), call.text(3));
        }
        Map<String, Value> fields = Map.of(
                "name", call.argument(0),
                "priority", call.argument(1),
                "cls", call.argument(2),
                "obj_uuid", call.argument(3),
                "timestamp", Value.of(call.world().now()),
                "body", call.argument(4));
        return Value.of(call.database().create(CLASS, fields).ref());
    }

    /** All or none. */
    private static Value destroyMany(Call call) {
        List<Row> rows = call.texts(0).stream().map(ref -> call.get(CLASS, ref)).toList();
        rows.forEach(call.database()::destroy);
        return Values.EMPTY;
    }

    /** Those that the filters leave: {@code before}, {@code after} (dates) and {@code priority}. */
    private static Value destroyAll(Call call) {
        Map<String, String> filters = call.map(0);
        List.copyOf(call.database().all(CLASS)).stream()
                .filter(row -> filters.entrySet().stream().allMatch(filter -> passes(row, filter)))
                .forEach(call.database()::destroy);
        return Values.EMPTY;
    }

    private static boolean passes(Row row, Map.Entry<String, String> filter) {
        String date = String.format(
                        Locale.ROOT, "%tFT%<tTZ", row.moment("timestamp").atOffset(java.time.ZoneOffset.UTC))
                .replace("-", "");
        return switch (filter.getKey()) {
            case "before" -> date.compareTo(filter.getValue()) < 0;
            case "after" -> date.compareTo(filter.getValue()) > 0;
            case "priority" -> Long.toString(row.number("priority")).equals(filter.getValue());
            default -> true;
        };
    }

    private static Value byUuid(Call call) {
        return call.database()
                .findByUuid(CLASS, call.text(0))
                .map(row -> Value.of(row.ref()))
                .orElseThrow(() -> new XapiFailure("UUID_INVALID", CLASS, call.text(0)));
    }

    private static Predicate<Row> since(Call call, int index) {
        Instant from = call.argument(index) instanceof Value.Date(Instant at) ? at : Instant.EPOCH;
        return row -> row.moment("timestamp").isAfter(from);
    }

    private static List<Row> newest(Call call, Predicate<Row> wanted) {
        return call.database().all(CLASS).stream().filter(wanted).toList().reversed();
    }

    private static Value records(List<Row> rows) {
        var records = new LinkedHashMap<String, Value>();
        rows.forEach(row -> records.put(row.ref(), row.record()));
        return new Value.Dict(records);
    }
}
