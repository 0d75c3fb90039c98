package io.xcpoperator.xapi;

/**
 * Where a host answers.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param plaintext HTTP without TLS: for tests only
 */
public record Endpoint(String host, int port, boolean plaintext) {
    public static final int HTTPS = 443;

    public Endpoint {
        if (!isHost(host)) {
            throw new IllegalArgumentException("not a host name or address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port");
        }
    }

    /** Whether a text can be a host at all; it is not looked up. */
    public static boolean isHost(String text) {
        return !text.isBlank()
                && text.length() <= 253
                && text.chars().noneMatch(c -> c <= ' ' || c > '~' || "/?#@\\[]%".indexOf(c) >= 0);
    }

    /** {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}, with TLS. */
    public static Endpoint parse(String text) {
        int bracket = text.lastIndexOf(']');
        int colon = text.lastIndexOf(':');
        boolean bareV6 = bracket < 0 && colon != text.indexOf(':');
        String host = colon > bracket && !bareV6 ? text.substring(0, colon) : text;
        int port = colon > bracket && !bareV6 ? port(text.substring(colon + 1)) : HTTPS;
        return new Endpoint(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port, false);
    }

    public static Endpoint plain(String host, int port) {
        return new Endpoint(host, port, true);
    }

    /** Another host of the same pool, reached the same way: redirects and members carry bare addresses. */
    public Endpoint at(String otherHost) {
        return new Endpoint(otherHost, port, plaintext);
    }

    private static int port(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("not a port");
        }
    }

    @Override
    public String toString() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return port == HTTPS ? shown : shown + ":" + port;
    }
}
