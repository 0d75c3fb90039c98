package io.xcpoperator.simulator.dispatch;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.Notation;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * The expression of {@code get_all_records_where}: {@code true}, {@code field "f" = "v"}, {@code not}, {@code and},
 * {@code or}, parentheses. A bad one fails with {@code INVALID_VALUE} (recording 01-022).
 */
public sealed interface Where {
    record Constant(boolean value) implements Where {}

    record Equal(Operand left, Operand right) implements Where {}

    record Not(Where inner) implements Where {}

    record And(Where left, Where right) implements Where {}

    record Or(Where left, Where right) implements Where {}

    /** A field's value or a literal. */
    record Operand(boolean field, String text) {
        String of(Row row) {
            if (!field) {
                return text;
            }
            String name = Columns.field(text).orElse("");
            if (row.schema().findField(name).isEmpty()) {
                throw new XapiFailure("INTERNAL_ERROR", "missing field", text, "");
            }
            return plain(row.get(name));
        }
    }

    default boolean matches(Row row) {
        return switch (this) {
            case Constant(boolean value) -> value;
            case Equal(Operand left, Operand right) -> left.of(row).equals(right.of(row));
            case Not(Where inner) -> !inner.matches(row);
            case And(Where left, Where right) -> left.matches(row) && right.matches(row);
            case Or(Where left, Where right) -> left.matches(row) || right.matches(row);
        };
    }

    private static String plain(Value value) {
        return switch (value) {
            case Value.Str(String text) -> text;
            case Value.Int(long number) -> Long.toString(number);
            case Value.Int32(int number) -> Integer.toString(number);
            case Value.Real(double number) -> Double.toString(number);
            case Value.Bool(boolean flag) -> Boolean.toString(flag);
            case Value.Date date -> Notation.date(date);
            case Value.Arr _, Value.Dict _, Value.Nil _ -> value.notation();
        };
    }

    static Where parse(String text) {
        return new Parser(text).parse();
    }

    /** Recursive descent over the tokens. */
    final class Parser {
        private final String text;
        private final List<String> tokens;
        private int next;

        Parser(String text) {
            this.text = text;
            this.tokens = tokens(text);
        }

        Where parse() {
            Where where = or();
            if (next < tokens.size()) {
                throw syntax();
            }
            return where;
        }

        private Where or() {
            Where left = and();
            while (accept("or")) {
                left = new Or(left, and());
            }
            return left;
        }

        private Where and() {
            Where left = not();
            while (accept("and")) {
                left = new And(left, not());
            }
            return left;
        }

        private Where not() {
            if (accept("not")) {
                return new Not(not());
            }
            if (accept("(")) {
                Where inner = or();
                expect(")");
                return inner;
            }
            if (accept("true")) {
                return new Constant(true);
            }
            if (accept("false")) {
                return new Constant(false);
            }
            Operand left = operand();
            expect("=");
            return new Equal(left, operand());
        }

        private Operand operand() {
            boolean field = accept("field");
            String token = take();
            if (!token.startsWith("\"") && !token.startsWith("'")) {
                throw syntax();
            }
            return new Operand(field, token.substring(1));
        }

        private boolean accept(String token) {
            if (next < tokens.size() && tokens.get(next).equals(token)) {
                next++;
                return true;
            }
            return false;
        }

        private void expect(String token) {
            if (!accept(token)) {
                throw syntax();
            }
        }

        private String take() {
            if (next >= tokens.size()) {
                throw syntax();
            }
            return tokens.get(next++);
        }

        private XapiFailure syntax() {
            return new XapiFailure("INVALID_VALUE", text, "Xapi_database.Db_filter_parse.MenhirBasics.Error");
        }

        private List<String> tokens(String source) {
            var found = new ArrayList<String>();
            int at = 0;
            while (at < source.length()) {
                char c = source.charAt(at);
                if (Character.isWhitespace(c)) {
                    at++;
                } else if (c == '(' || c == ')' || c == '=') {
                    found.add(String.valueOf(c));
                    at++;
                } else if (c == '"' || c == '\'') {
                    at = quoted(source, at, c, found);
                } else {
                    at = word(source, at, found);
                }
            }
            return List.copyOf(found);
        }

        private int quoted(String source, int start, char quote, List<String> found) {
            var token = new StringBuilder("\"");
            for (int at = start + 1; at < source.length(); at++) {
                char c = source.charAt(at);
                if (c == quote) {
                    found.add(token.toString());
                    return at + 1;
                }
                if (c == '\\' && at + 1 < source.length()) {
                    at++;
                    c = source.charAt(at);
                }
                token.append(c);
            }
            throw lexing();
        }

        private int word(String source, int start, List<String> found) {
            for (String keyword : List.of("true", "false", "not", "and", "or", "field")) {
                if (source.startsWith(keyword, start)) {
                    found.add(keyword);
                    return start + keyword.length();
                }
            }
            throw lexing();
        }

        private XapiFailure lexing() {
            return new XapiFailure("INVALID_VALUE", text, "Failure(\"lexing: empty token\")");
        }
    }
}
