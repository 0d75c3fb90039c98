package io.xcpoperator.simulator.value;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One datum as it travels in a call and as a field keeps it. References, uuids and enums are texts. */
public sealed interface Value {
    String NULL_REF = "OpaqueRef:NULL";

    record Str(String text) implements Value {}

    /** A 64-bit number: a decimal string on the XML-RPC wire. */
    record Int(long number) implements Value {}

    /** A 32-bit number: {@code i4} on the XML-RPC wire; only counts of {@code event.from} are. */
    record Int32(int number) implements Value {}

    record Real(double number) implements Value {}

    record Bool(boolean flag) implements Value {}

    record Date(Instant at) implements Value {}

    record Arr(List<Value> items) implements Value {}

    record Dict(Map<String, Value> members) implements Value {}

    record Nil() implements Value {}

    static Str of(String text) {
        return text.isEmpty() ? Values.EMPTY : new Str(text);
    }

    static Int of(long number) {
        return number == 0 ? Values.ZERO : new Int(number);
    }

    static Bool of(boolean flag) {
        return flag ? Values.TRUE : Values.FALSE;
    }

    static Real of(double number) {
        return new Real(number);
    }

    static Date of(Instant at) {
        return new Date(at);
    }

    /** A set of texts: strings, references or enums. */
    static Arr texts(Collection<String> texts) {
        var items = new ArrayList<Value>(texts.size());
        for (String text : texts) {
            items.add(of(text));
        }
        return new Arr(List.copyOf(items));
    }

    static Arr texts(String... texts) {
        return texts(List.of(texts));
    }

    /** A map of texts to texts. */
    static Dict textMap(Map<String, String> texts) {
        var members = new TreeMap<String, Value>();
        texts.forEach((key, text) -> members.put(key, of(text)));
        return new Dict(members);
    }

    /** The daemon's own notation in error texts: {@code I(5)}, {@code S(x)}, {@code [S(a);S(b)]}, {@code {k:S(v)}}. */
    default String notation() {
        return Notation.of(this);
    }
}
