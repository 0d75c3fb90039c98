package io.xcpoperator.xapi.wire;

import io.xcpoperator.xapi.errors.ErrorTable;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.types.Ref;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
                List<String> secrets = secrets(parameters);
                throw new XapiException(pool, method, shortened(code, secrets), described(error, secrets));
            }
        }
        throw new TransportException(
                pool, method, TransportException.Kind.GARBAGE, Mutation.changes(method), "not an answer of XAPI");
    }

    /** A code is one word; whatever else a hostile pool sends there, a secret of ours included, is cut. */
    private static String shortened(String code, List<String> secrets) {
        boolean harmless = code.length() <= 80
                && code.matches("[A-Za-z0-9_.-]+")
                && secrets.stream().noneMatch(code::contains);
        return harmless || ErrorTable.standard().knows(code) ? code : "MALFORMED_ERROR_CODE";
    }

    /** The parameters after the code, without what nobody else may read. */
    private static List<String> described(List<?> error, List<String> secrets) {
        return error.stream()
                .skip(1)
                .filter(Objects::nonNull)
                .limit(16)
                .map(String::valueOf)
                .map(text -> masked(text, secrets))
                .map(text -> text.length() > 4096 ? text.substring(0, 4096) : text)
                .toList();
    }

    private static String masked(String text, List<String> secrets) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }

    /** What we sent and must not come back: the session or, in a login, the password and then the user, who may be part of it. */
    private static List<String> secrets(List<?> sent) {
        if (sent.isEmpty() || !(sent.getFirst() instanceof String first)) {
            return List.of();
        }
        if (first.startsWith("OpaqueRef:")) {
            return first.equals(Ref.NULL_VALUE) ? List.of() : List.of(first);
        }
        return Stream.of(sent.size() > 1 && sent.get(1) instanceof String password ? password : "", first)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
