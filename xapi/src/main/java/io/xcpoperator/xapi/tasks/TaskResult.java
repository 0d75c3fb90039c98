package io.xcpoperator.xapi.tasks;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Unpacks {@code task.result}: an XML-RPC fragment for most tasks, bare text for those a client made. */
final class TaskResult {
    private static final Pattern VALUE = Pattern.compile("<value>(?:<string>)?([^<]*)(?:</string>)?</value>");

    private TaskResult() {}

    /** The texts in it, in order: one for a plain value, several for a set, none for void. */
    static List<String> decode(String result) {
        if (!result.startsWith("<")) {
            return result.isEmpty() ? List.of() : List.of(result);
        }
        return VALUE.matcher(result)
                .results()
                .map(match -> unescape(match.group(1)))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String unescape(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return Stream.of("&lt;:<", "&gt;:>", "&quot;:\"", "&apos;:'", "&amp;:&")
                .map(pair -> pair.split(":", 2))
                .reduce(
                        text,
                        (soFar, pair) -> soFar.replaceAll(Pattern.quote(pair[0]), Matcher.quoteReplacement(pair[1])),
                        (a, _) -> a);
    }
}
