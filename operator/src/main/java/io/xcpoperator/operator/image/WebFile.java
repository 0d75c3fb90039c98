package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.egress.EgressPolicy;
import io.xcpoperator.operator.platform.secrets.CaBundle;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.wire.HttpHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * GET over HTTP/1.1, one connection a request. Each name is resolved once, judged, and that very address connected to, at
 * each redirect again; a client that resolves by itself could be led elsewhere between the two.
 */
final class WebFile {
    static final int REDIRECTS = 5;

    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 60_000;
    private static final int HEAD_LIMIT = 64 << 10;

    private final EgressPolicy egress;
    private final WebTrust trust;
    private final Optional<String> bearer;

    WebFile(EgressPolicy egress, WebTrust trust) {
        this(egress, trust, Optional.empty());
    }

    private WebFile(EgressPolicy egress, WebTrust trust, Optional<String> bearer) {
        this.egress = egress;
        this.trust = trust;
        this.bearer = bearer;
    }

    /** The same, for servers whose certificates come from these authorities alone. */
    WebFile trusting(CaBundle.Found authorities) throws FetchException {
        return new WebFile(egress, WebTrust.only(authorities));
    }

    /**
     * The same, for a pod of ours: for its address, of all that the cluster has, and for no other at all.
     *
     * @param token that the pod asks for
     */
    WebFile ofPod(InetAddress address, String token) throws FetchException {
        Optional<String> refusal = egress.inCluster().refusal(address);
        if (refusal.isPresent()) {
            throw FetchException.lasting(Reason.AddressRefused, "nothing is fetched from there: " + refusal.get());
        }
        return new WebFile(EgressPolicy.only(address), trust, Optional.of(token));
    }

    /**
     * An answer; closing its body closes the connection.
     *
     * @param headers by name in lower case
     */
    record Answer(int status, Map<String, String> headers, InputStream body) {
        Answer {
            headers = Map.copyOf(headers);
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /**
     * The answer to a GET, redirects followed.
     *
     * @param from first byte wanted
     * @param validator of what is there already: another version comes whole
     * @param opened told of each connection, so that another thread can cut it
     */
    Answer get(URI start, long from, Optional<String> validator, Consumer<Socket> opened) throws IOException {
        URI at = start;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            Answer answer = ask(at, from, validator, opened);
            if (answer.status() / 100 != 3 || answer.status() == 304) {
                return answer;
            }
            answer.body().close();
            at = next(at, answer.header("location").orElse(""));
        }
        throw FetchException.lasting(
                Reason.AddressRefused, "%s redirects more than %d times".formatted(start.getHost(), REDIRECTS));
    }

    private static URI next(URI from, String location) throws FetchException {
        try {
            URI to = from.resolve(location);
            boolean known = "https".equals(to.getScheme())
                    || ("http".equals(to.getScheme()) && "http".equals(from.getScheme()));
            if (known && to.getHost() != null && to.getUserInfo() == null) {
                return to;
            }
        } catch (IllegalArgumentException _) {
            // nowhere, then
        }
        throw FetchException.lasting(
                Reason.AddressRefused,
                "%s redirects to where it is not followed: to another scheme, or out of https"
                        .formatted(from.getHost()));
    }

    private Answer ask(URI uri, long from, Optional<String> validator, Consumer<Socket> opened) throws IOException {
        boolean secure = "https".equals(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        Socket socket = connect(uri.getHost(), port);
        opened.accept(socket);
        try {
            Socket talking = secure ? trust.secured(socket, bare(uri.getHost()), port) : socket;
            talking.getOutputStream().write(request(uri, port, from, validator));
            talking.getOutputStream().flush();
            InputStream in = new BufferedInputStream(talking.getInputStream(), 256 << 10);
            return answer(in, talking);
        } catch (SSLException e) {
            socket.close();
            throw trust.refusal(uri.getHost(), e);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Socket connect(String host, int port) throws IOException {
        String bare = bare(host);
        List<InetAddress> addresses = resolve(bare);
        IOException last = new IOException(bare);
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                socket.setSoTimeout(SILENCE_MILLIS);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw FetchException.passing(
                Reason.SourceUnreachable, "%s does not answer: %s".formatted(bare, String.valueOf(last.getMessage())));
    }

    /** Without the brackets of an IPv6 address. */
    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private List<InetAddress> resolve(String host) throws FetchException {
        Optional<String> name = egress.refusal(host);
        if (name.isPresent()) {
            throw FetchException.lasting(Reason.AddressRefused, "nothing is fetched from there: " + name.get());
        }
        try {
            List<InetAddress> all = List.of(InetAddress.getAllByName(host));
            List<InetAddress> open = all.stream()
                    .filter(address -> egress.refusal(address).isEmpty())
                    .toList();
            if (open.isEmpty()) {
                throw FetchException.lasting(
                        Reason.AddressRefused,
                        "nothing is fetched from %s: %s"
                                .formatted(host, egress.refusal(all.getFirst()).orElse("")));
            }
            return open;
        } catch (UnknownHostException _) {
            throw FetchException.passing(Reason.SourceUnreachable, "the name %s does not resolve".formatted(host));
        }
    }

    private byte[] request(URI uri, int port, long from, Optional<String> validator) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        boolean usual = port == ("https".equals(uri.getScheme()) ? 443 : 80);
        var text = new StringBuilder("GET ")
                .append(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getHost())
                .append(usual ? "" : ":" + port)
                .append(
                        "\r\nUser-Agent: xcp-operator\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n");
        bearer.ifPresent(
                token -> text.append("Authorization: Bearer ").append(token).append("\r\n"));
        if (from > 0) {
            text.append("Range: bytes=").append(from).append("-\r\n");
            validator.ifPresent(value -> text.append("If-Range: ").append(value).append("\r\n"));
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How long it may take, its caller watches: see {@link Patience}. */
    private static Answer answer(InputStream in, Socket socket) throws IOException {
        try {
            HttpHead head = HttpHead.read(in, HEAD_LIMIT);
            if (head.status() == 0) {
                throw FetchException.passing(Reason.SourceUnreachable, "the source gives an answer that is not HTTP");
            }
            return new Answer(head.status(), head.headers(), new WebBody(in, head.headers(), socket));
        } catch (HttpHead.EndlessException _) {
            throw FetchException.lasting(Reason.SourceUnreachable, "the source gives an answer whose head has no end");
        }
    }
}
