package io.xcpoperator.simulator.dispatch;

import io.xcpoperator.simulator.schema.ClassSchema;
import io.xcpoperator.simulator.schema.FieldSchema;
import io.xcpoperator.simulator.schema.Schema;
import io.xcpoperator.simulator.schema.Type;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns what came over the wire into typed values, failing with the daemon's words (recordings 01, 02). */
final class ParameterReader {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HH:mm:ss", Locale.ROOT);

    private final Schema schema;

    ParameterReader(Schema schema) {
        this.schema = schema;
    }

    Value read(Type type, Value raw) {
        return switch (type) {
            case Type.Text _, Type.Reference _ -> text(raw);
            case Type.Whole _ -> Value.of(number(raw));
            case Type.Real _ -> Value.of(real(raw));
            case Type.Flag _ -> flag(raw);
            case Type.Moment _ -> moment(raw);
            case Type.Enumeration(var _, var values) -> enumeration(values, raw);
            case Type.SetOf(Type item) -> set(item, raw);
            case Type.MapOf(Type key, Type value) -> map(key, value, raw);
            case Type.RecordOf(String className) -> record(className, raw);
            case Type.Optional(Type item) -> raw instanceof Value.Nil ? raw : read(item, raw);
            case Type.Nothing _ -> raw;
        };
    }

    private static Value.Str text(Value raw) {
        if (raw instanceof Value.Str text) {
            return text;
        }
        throw expected("string", raw);
    }

    private static XapiFailure expected(String what, Value raw) {
        return XapiFailure.failure("Expected " + what + ", got '" + raw.notation() + "'");
    }

    private static long number(Value raw) {
        return switch (raw) {
            case Value.Int(long number) -> number;
            case Value.Int32(int number) -> number;
            case Value.Str(String text) -> parse(text);
            case Value.Real _, Value.Bool _, Value.Date _, Value.Arr _, Value.Dict _, Value.Nil _ ->
                throw expected("int64", raw);
        };
    }

    private static long parse(String text) {
        try {
            BigInteger number = new BigInteger(text.replace("_", ""));
            if (number.compareTo(MIN) >= 0 && number.compareTo(MAX) <= 0) {
                return number.longValue();
            }
        } catch (NumberFormatException e) {
            throw XapiFailure.failure("Int64.of_string");
        }
        throw XapiFailure.failure("Int64.of_string");
    }

    private static double real(Value raw) {
        return switch (raw) {
            case Value.Real(double number) -> number;
            case Value.Int(long number) -> number;
            case Value.Int32(int number) -> number;
            case Value.Str(String text) -> parseReal(text);
            case Value.Bool _, Value.Date _, Value.Arr _, Value.Dict _, Value.Nil _ -> throw expected("float", raw);
        };
    }

    private static double parseReal(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw XapiFailure.failure("float_of_string");
        }
    }

    private static Value flag(Value raw) {
        if (raw instanceof Value.Bool) {
            return raw;
        }
        throw expected("bool", raw);
    }

    private static Value moment(Value raw) {
        return switch (raw) {
            case Value.Date date -> date;
            case Value.Str(String text) -> Value.of(parseMoment(text));
            case Value.Int _, Value.Int32 _, Value.Real _, Value.Bool _, Value.Arr _, Value.Dict _, Value.Nil _ ->
                throw expected("DateTime", raw);
        };
    }

    private static Instant parseMoment(String text) {
        String plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        try {
            return LocalDateTime.parse(plain, DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw XapiFailure.internal("Invalid_argument(\"Date.of_iso8601: " + text + "\")");
        }
    }

    private static Value enumeration(java.util.Set<String> values, Value raw) {
        if (raw instanceof Value.Str(String text) && (values.isEmpty() || values.contains(text))) {
            return raw;
        }
        if (raw instanceof Value.Str) {
            throw XapiFailure.failure("Unknown tag/contents");
        }
        throw expected("string", raw);
    }

    private Value set(Type item, Value raw) {
        if (!(raw instanceof Value.Arr(var items))) {
            throw XapiFailure.failure("Expecting Rpc.Enum, but found '" + raw.notation() + "'");
        }
        var read = new ArrayList<Value>(items.size());
        for (Value each : items) {
            read.add(read(item, each));
        }
        return new Value.Arr(List.copyOf(read));
    }

    private Value map(Type key, Type value, Value raw) {
        if (!(raw instanceof Value.Dict(var members))) {
            throw XapiFailure.failure("Expecting Rpc.Dict, but found '" + raw.notation() + "'");
        }
        var read = new LinkedHashMap<String, Value>();
        members.forEach((name, member) -> {
            read(key, Value.of(name));
            read.put(name, read(value, member));
        });
        return new Value.Dict(java.util.Collections.unmodifiableMap(read));
    }

    private Value record(String className, Value raw) {
        if (!(raw instanceof Value.Dict(var members))) {
            throw XapiFailure.failure("Expecting Rpc.Dict, but found '" + raw.notation() + "'");
        }
        ClassSchema type = schema.find(className).orElse(null);
        if (type == null) {
            return raw;
        }
        var read = new LinkedHashMap<String, Value>();
        for (FieldSchema field : type.fields()) {
            if (field.creatable()) {
                read.put(field.name(), member(field, members));
            }
        }
        return new Value.Dict(java.util.Collections.unmodifiableMap(read));
    }

    private Value member(FieldSchema field, Map<String, Value> members) {
        Value given = members.get(field.name());
        if (given != null) {
            return read(field.type(), given);
        }
        if (field.preset() == null) {
            throw XapiFailure.internal("Server_helpers.Dispatcher_FieldNotFound(\"" + field.name() + "\")");
        }
        return field.preset();
    }
}
