package io.xcpoperator.simulator.value;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts of values: the notation of error messages and the form of dates on the wire. */
public final class Notation {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Notation() {}

    static String of(Value value) {
        return switch (value) {
            case Value.Str(String text) -> "S(" + text + ")";
            case Value.Int(long number) -> "I(" + number + ")";
            case Value.Int32(int number) -> "I32(" + number + ")";
            case Value.Real(double number) -> "F(" + general(number) + ")";
            case Value.Bool(boolean flag) -> "B(" + flag + ")";
            case Value.Date date -> "D(" + date(date) + ")";
            case Value.Arr(var items) -> items.stream().map(Notation::of).collect(Collectors.joining(";", "[", "]"));
            case Value.Dict(var members) ->
                members.entrySet().stream()
                        .map(member -> member.getKey() + ":" + of(member.getValue()))
                        .collect(Collectors.joining(";", "{", "}"));
            case Value.Nil() -> "N";
        };
    }

    /** {@code 20261122T20:58:10Z}. */
    public static String date(Value.Date date) {
        return DATE.format(date.at());
    }

    private static String general(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e6
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
