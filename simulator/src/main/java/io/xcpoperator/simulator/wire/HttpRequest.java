package io.xcpoperator.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An HTTP request, its body read. Header names are lower case. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record HttpRequest(String method, String target, boolean keepAlive, Map<String, String> headers, byte[] body) {

    /** Reads a head (without its empty line). */
    static HttpRequest head(byte[] head) {
        String[] lines = new String(head, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
        String[] first = lines[0].split(" ", -1);
        if (first.length < 3) {
            throw new HttpFailure(400, "bad request");
        }
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).trim());
            }
        }
        boolean wantsClose = "close".equalsIgnoreCase(headers.get("connection"));
        return new HttpRequest(first[0], first[1], first[2].endsWith("1.1") && !wantsClose, headers, new byte[0]);
    }

    HttpRequest withBody(byte[] bytes) {
        return new HttpRequest(method, target, keepAlive, headers, bytes);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** A query parameter, undecoded. */
    Optional<String> query(String name) {
        int question = target.indexOf('?');
        if (question >= 0) {
            for (String pair : target.substring(question + 1).split("&", -1)) {
                if (pair.startsWith(name + "=")) {
                    return Optional.of(pair.substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    boolean basicAuthorisation() {
        return header("authorization").filter(text -> text.startsWith("Basic ")).isPresent();
    }
}
