package io.xcpoperator.simulator.vm.copies;

import io.xcpoperator.simulator.schema.ClassSchema;
import io.xcpoperator.simulator.schema.FieldSchema;
import io.xcpoperator.simulator.schema.Type;
import io.xcpoperator.simulator.value.Notation;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The text of {@code VM.snapshot_metadata}: every field of the VM as it was, as s-expressions of quoted texts,
 * {@code (('uuid' '…') ('tags' '(\'a\' \'b\')'))} (recording 03). Pure.
 */
final class SnapshotMetadata {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HH:mm:ss'Z'");

    private SnapshotMetadata() {}

    static String write(String ref, Map<String, Value> record) {
        var columns = new java.util.TreeMap<String, String>(java.util.Comparator.reverseOrder());
        record.forEach((field, value) -> columns.put(column(field), text(value)));
        columns.put("_ref", ref);
        return columns.entrySet().stream()
                .map(entry -> "(" + quoted(entry.getKey()) + " " + quoted(entry.getValue()) + ")")
                .collect(Collectors.joining(" ", "(", ")"));
    }

    /** {@code name__label} of {@code name_label}: groups of fields have two underscores in the database. */
    private static String column(String field) {
        return field.replaceFirst("^(name|memory|VCPUs|actions|PV|HVM)_", "$1__");
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Str(String text) -> text;
            case Value.Int(long number) -> Long.toString(number);
            case Value.Int32(int number) -> Integer.toString(number);
            case Value.Real(double number) ->
                number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
            case Value.Bool(boolean flag) -> Boolean.toString(flag);
            case Value.Date date -> Notation.date(date);
            case Value.Arr(var items) ->
                items.stream().map(item -> quoted(text(item))).collect(Collectors.joining(" ", "(", ")"));
            case Value.Dict(var members) ->
                members.entrySet().stream()
                        .map(member -> "(" + quoted(member.getKey()) + " " + quoted(text(member.getValue())) + ")")
                        .collect(Collectors.joining(" ", "(", ")"));
            case Value.Nil() -> "";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** The fields a text holds, by name; those the data model does not know are left out. */
    static Map<String, Value> read(ClassSchema type, String text) {
        var fields = new LinkedHashMap<String, Value>();
        Map<String, String> columns = pairs(text);
        for (FieldSchema field : type.fields()) {
            String found = columns.get(column(field.name()));
            if (found != null) {
                fields.put(field.name(), value(field.type(), found));
            }
        }
        return fields;
    }

    private static Value value(Type type, String text) {
        return switch (type) {
            case Type.Whole _ -> Value.of(Long.parseLong(text));
            case Type.Real _ -> Value.of(Double.parseDouble(text));
            case Type.Flag _ -> Value.of(Boolean.parseBoolean(text));
            case Type.Moment _ -> Value.of(moment(text));
            case Type.SetOf _ -> Value.texts(texts(text));
            case Type.MapOf _ -> Value.textMap(pairs(text));
            case Type.Optional(Type item) -> text.isEmpty() ? new Value.Nil() : value(item, text);
            case Type.Text _, Type.Enumeration _, Type.Reference _, Type.Nothing _ -> Value.of(text);
            case Type.RecordOf _ -> Values.NO_MEMBERS;
        };
    }

    private static Instant moment(String text) {
        return LocalDateTime.parse(text, DATE).toInstant(ZoneOffset.UTC);
    }

    private static Map<String, String> pairs(String text) {
        var pairs = new LinkedHashMap<String, String>();
        List<String> all = texts(text);
        for (int index = 0; index + 1 < all.size(); index += 2) {
            pairs.put(all.get(index), all.get(index + 1));
        }
        return pairs;
    }

    /** The quoted texts of an expression, whatever brackets stand between them. */
    private static List<String> texts(String text) {
        var texts = new ArrayList<String>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '\'') {
                var one = new StringBuilder();
                at++;
                while (at < text.length() && text.charAt(at) != '\'') {
                    at += text.charAt(at) == '\\' ? 1 : 0;
                    one.append(text.charAt(at));
                    at++;
                }
                texts.add(one.toString());
            }
            at++;
        }
        return texts;
    }
}
