package io.xcpoperator.simulator.wire;

import io.xcpoperator.simulator.value.Notation;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;
import java.util.Map;

/** Values and answers as XML-RPC, in the daemon's form: untagged strings, 64-bit integers as strings. */
public final class XmlWriter {
    private static final String HEAD = "<?xml version=\"1.0\"?><methodResponse><params><param>";
    private static final String TAIL = "</param></params></methodResponse>";

    private XmlWriter() {}

    /** {@code <value>…</value>}: also what a task's result holds. */
    public static String value(Value value) {
        var out = new StringBuilder(64);
        write(out, value);
        return out.toString();
    }

    static String success(Value value) {
        var out = new StringBuilder(1024).append(HEAD).append("<value><struct>");
        member(out, "Status", Value.of("Success"));
        member(out, "Value", value);
        return out.append("</struct></value>").append(TAIL).toString();
    }

    static String failure(XapiFailure failure) {
        var out = new StringBuilder(512).append(HEAD).append("<value><struct>");
        member(out, "Status", Value.of("Failure"));
        member(out, "ErrorDescription", Value.texts(failure.description()));
        return out.append("</struct></value>").append(TAIL).toString();
    }

    /** A reply without the status envelope. */
    static String bare(Value value) {
        var out = new StringBuilder(1024).append(HEAD);
        write(out, value);
        return out.append(TAIL).toString();
    }

    private static void write(StringBuilder out, Value value) {
        out.append("<value>");
        switch (value) {
            case Value.Str(String text) -> escape(out, text);
            case Value.Int(long number) -> out.append(number);
            case Value.Int32(int number) -> out.append("<i4>").append(number).append("</i4>");
            case Value.Real(double number) ->
                out.append("<double>").append(Reals.text(number)).append("</double>");
            case Value.Bool(boolean flag) ->
                out.append("<boolean>").append(flag ? '1' : '0').append("</boolean>");
            case Value.Date date ->
                out.append("<dateTime.iso8601>").append(Notation.date(date)).append("</dateTime.iso8601>");
            case Value.Arr(List<Value> items) -> {
                out.append("<array><data>");
                items.forEach(item -> write(out, item));
                out.append("</data></array>");
            }
            case Value.Dict(Map<String, Value> members) -> {
                out.append("<struct>");
                members.forEach((name, member) -> member(out, name, member));
                out.append("</struct>");
            }
            case Value.Nil() -> out.append("<nil/>");
        }
        out.append("</value>");
    }

    private static void member(StringBuilder out, String name, Value value) {
        out.append("<member><name>").append(name).append("</name>");
        write(out, value);
        out.append("</member>");
    }

    private static void escape(StringBuilder out, String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (c >= ' ' || c == '\t' || c == '\n' || c == '\r') {
                        out.append(c);
                    }
                }
            }
        }
    }
}
