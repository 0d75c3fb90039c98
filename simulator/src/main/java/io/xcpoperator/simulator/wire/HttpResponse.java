package io.xcpoperator.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP response in the daemon's form (recording 08). */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record HttpResponse(int status, boolean close, Map<String, String> headers, byte[] body) {
    private static final String CACHE = "no-cache, no-store";

    /** An answer to a call. */
    static HttpResponse rpc(String contentType, String body) {
        Map<String, String> headers = allowed();
        headers.put("content-type", contentType);
        return new HttpResponse(200, false, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpResponse options() {
        Map<String, String> headers = allowed();
        headers.put("Access-Control-Allow-Methods", "PUT");
        return new HttpResponse(200, false, headers, new byte[0]);
    }

    private static Map<String, String> allowed() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put("Access-Control-Allow-Headers", "X-Requested-With");
        return headers;
    }

    /** The page of an unexpected error; the connection closes. */
    static HttpResponse internalError(String cause) {
        return page(
                500,
                "<h1>HTTP 500 internal server error</h1>An unexpected error occurred; please wait a while and try"
                        + " again. If the problem persists, please contact your support representative.<h1>"
                        + " Additional information </h1>" + escape(cause));
    }

    static HttpResponse forbidden() {
        return page(403, "<h1>HTTP 403 forbidden</h1>Access to the requested resource is forbidden.");
    }

    static HttpResponse unauthorised(String realm) {
        HttpResponse page = page(401, "<h1>HTTP 401 unauthorised</h1>Please check your credentials and retry.");
        page.headers().put("WWW-Authenticate", "Basic realm=\"" + realm + "\"");
        return page;
    }

    static HttpResponse page(int status, String inner) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "text/html");
        return new HttpResponse(
                status, true, headers, ("<html><body>" + inner + "</body></html>").getBytes(StandardCharsets.UTF_8));
    }

    static HttpResponse redirect(String location) {
        HttpResponse page = page(302, "<h1>HTTP 302 found</h1>");
        page.headers().put("location", location);
        return page;
    }

    static HttpResponse text(int status, String text) {
        return new HttpResponse(status, true, new LinkedHashMap<>(), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;")
                .replace("\"", "&quot;");
    }

    /** The head, up to and with the empty line. */
    byte[] head(boolean keepAlive) {
        var head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(status).append(' ').append(reason()).append("\r\n");
        head.append("content-length: ").append(body.length).append("\r\n");
        head.append("connection: ").append(keepAlive ? "keep-alive" : "close").append("\r\n");
        head.append("cache-control: ").append(CACHE).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 302 -> "Found";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorised";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 413 -> "Request Entity Too Large";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
