package io.xcpoperator.simulator;

import io.xcpoperator.simulator.dispatch.Dispatcher;
import io.xcpoperator.simulator.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls from inside: plain Java values in and out. Fails with {@code XapiFailure} as the wire would. */
public final class Direct {
    private final Dispatcher dispatcher;

    Direct(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * Does a synchronous call.
     *
     * @param method {@code VM.hard_shutdown}
     * @param parameters strings, numbers, booleans, lists and maps of these; no session
     * @return string, Long, Double, Boolean, Instant, list or map
     */
    public Object call(String method, Object... parameters) {
        var values = new ArrayList<Value>();
        for (Object parameter : parameters) {
            values.add(value(parameter));
        }
        return plain(dispatcher.direct(method, values));
    }

    /** As {@link #call}, for answers that are a text or a reference. */
    public String text(String method, Object... parameters) {
        return String.valueOf(call(method, parameters));
    }

    /** The record of an object. */
    @SuppressWarnings("unchecked") // a record's members have texts as names
    public Map<String, Object> record(String className, String ref) {
        return (Map<String, Object>) call(className + ".get_record", ref);
    }

    /** References of a class. */
    public List<String> all(String className) {
        return strings(call(className + ".get_all"));
    }

    /** References of the objects of that name. */
    public List<String> named(String className, String name) {
        return strings(call(className + ".get_by_name_label", name));
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static Value value(Object object) {
        return switch (object) {
            case Value value -> value;
            case Boolean flag -> Value.of(flag.booleanValue());
            case Integer number -> Value.of(number.longValue());
            case Long number -> Value.of(number.longValue());
            case Double number -> Value.of(number.doubleValue());
            case List<?> list -> new Value.Arr(list.stream().map(Direct::value).toList());
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, Value>();
                map.forEach((key, member) -> members.put(String.valueOf(key), value(member)));
                yield new Value.Dict(members);
            }
            default -> Value.of(object.toString());
        };
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Str(String text) -> text;
            case Value.Int(long number) -> number;
            case Value.Int32(int number) -> (long) number;
            case Value.Real(double number) -> number;
            case Value.Bool(boolean flag) -> flag;
            case Value.Date(var at) -> at;
            case Value.Arr(var items) -> items.stream().map(Direct::plain).toList();
            case Value.Dict(var members) -> {
                var map = new LinkedHashMap<String, Object>();
                members.forEach((name, member) -> map.put(name, plain(member)));
                yield map;
            }
            case Value.Nil() -> "";
        };
    }
}
