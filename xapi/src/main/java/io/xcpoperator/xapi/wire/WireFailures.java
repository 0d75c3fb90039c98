package io.xcpoperator.xapi.wire;

import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.TransportException.Kind;
import io.xcpoperator.xapi.errors.UntrustedCertificateException;
import io.xcpoperator.xapi.tls.CertificateRefused;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** What an I/O failure between us and a host of a pool means. */
public record WireFailures(String pool) {
    /** The failure of a call or request of that name. */
    public PoolException of(String method, IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateRefused refused) {
                return new UntrustedCertificateException(pool, method, refused.problem());
            }
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Optional<String> unconnected = unconnected(cause);
            if (unconnected.isPresent()) {
                return of(method, Kind.CONNECT, unconnected.get());
            }
        }
        return of(method, Kind.CUT, "connection cut");
    }

    private static Optional<String> unconnected(Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException _, SocketTimeoutException _ -> Optional.of("no answer");
            case NoRouteToHostException _ -> Optional.of("no route to host");
            case ConnectException _ -> Optional.of("connection refused");
            case SSLHandshakeException _ -> Optional.of("TLS handshake failed");
            default -> Optional.empty();
        };
    }

    public TransportException of(String method, Kind kind, String detail) {
        return new TransportException(pool, method, kind, Mutation.changes(method), detail);
    }
}
