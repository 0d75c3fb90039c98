package io.xcpoperator.xapi.wire;

import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.XapiException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The struct with Status that wraps every answer. */
final class Envelope {
    private Envelope() {}

    static Reply open(String pool, String method, List<?> parameters, @Nullable Object answer) {
        if (answer instanceof XmlRpcFormat.Fault) {
            throw new XapiException(pool, method, "Fault", List.of());
        }
        if (method.equals("system.listMethods") && answer instanceof List<?>) {
            return new Reply(answer);
        }
        if (answer instanceof Map<?, ?> envelope) {
            if ("Success".equals(envelope.get("Status")) && envelope.containsKey("Value")) {
                return new Reply(envelope.get("Value"));
            }
            if ("Failure".equals(envelope.get("Status"))
                    && envelope.get("ErrorDescription") instanceof List<?> error
                    && !error.isEmpty()
                    && error.getFirst() instanceof String code) {
                throw new XapiException(pool, method, shortened(code), described(error, parameters));
            }
        }
        throw new TransportException(
                pool, method, TransportException.Kind.GARBAGE, Mutation.changes(method), "not an answer of XAPI");
    }

    /** A code is one word; whatever else a hostile pool sends there is cut. */
    private static String shortened(String code) {
        return code.length() <= 80 && code.matches("[A-Za-z0-9_.-]+") ? code : "MALFORMED_ERROR_CODE";
    }

    /** The parameters after the code, without what we sent as first or second parameter: session and password. */
    private static List<String> described(List<?> error, List<?> sent) {
        List<?> secrets = sent.subList(0, Math.min(2, sent.size()));
        return error.stream()
                .skip(1)
                .filter(Objects::nonNull)
                .limit(16)
                .map(String::valueOf)
                .map(text -> text.length() > 4096 ? text.substring(0, 4096) : text)
                .map(text ->
                        text.startsWith("OpaqueRef:") && !sent.isEmpty() && text.equals(sent.getFirst()) ? "***" : text)
                .map(text -> secrets.size() > 1 && isLogin(sent) && text.equals(secrets.get(1)) ? "***" : text)
                .toList();
    }

    private static boolean isLogin(List<?> sent) {
        return sent.getFirst() instanceof String first && !first.startsWith("OpaqueRef:");
    }
}
