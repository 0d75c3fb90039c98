package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.secrets.CaBundle;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.tls.CertificateProblem;
import io.xcpoperator.xapi.tls.CertificateRefused;
import io.xcpoperator.xapi.tls.PoolTrust;
import io.xcpoperator.xapi.tls.TrustMode;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Whose certificates are believed of the servers that images come from, and what is said of others. */
final class WebTrust {
    private final PoolTrust trust;
    private final Optional<CaBundle.Found> authorities;

    private WebTrust(PoolTrust trust, Optional<CaBundle.Found> authorities) {
        this.trust = trust;
        this.authorities = authorities;
    }

    /** The operator's own trust store. */
    static WebTrust operators() {
        return new WebTrust(new PoolTrust(new TrustMode.Verify(Optional.empty())), Optional.empty());
    }

    /** These authorities and no others. */
    static WebTrust only(CaBundle.Found authorities) throws FetchException {
        try {
            return new WebTrust(
                    new PoolTrust(new TrustMode.Verify(Optional.of(authorities.pem()))), Optional.of(authorities));
        } catch (IllegalArgumentException _) {
            throw FetchException.passing(
                    Reason.CertificateNotTrusted,
                    "%s (%s) cannot be read: put the CA's certificates there, each as PEM"
                            .formatted(authorities.where(), ImagePlanner.CA_FIELD));
        }
    }

    /** TLS over a connection, the server's certificate believed and made out to this name. */
    SSLSocket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) trust.contextFor(host).getSocketFactory().createSocket(plain, host, port, true);
        socket.startHandshake();
        return socket;
    }

    /** Why there is no TLS with that server, and what helps. */
    FetchException refusal(String host, SSLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateRefused refused) {
                return FetchException.passing(Reason.CertificateNotTrusted, sentence(host, refused.problem()));
            }
        }
        return FetchException.passing(
                Reason.CertificateNotTrusted,
                "TLS with %s failed: it speaks no TLS, or none that is safe: check source.url".formatted(host));
    }

    private String sentence(String host, CertificateProblem problem) {
        return switch (problem.cause()) {
            case EXPIRED, NOT_YET_VALID ->
                "the certificate of %s is not valid now, only until %s: renew it on the server"
                        .formatted(host, problem.certificate().notAfter());
            case WRONG_NAME ->
                "the certificate of %s is made out to another name: use that name in source.url".formatted(host);
            case SELF_SIGNED, UNKNOWN_ISSUER, CHANGED, NOT_PINNED ->
                authorities
                        .map(bundle ->
                                "the certificate of %s comes from none of the authorities in %s (%s): put its issuer's certificate there"
                                        .formatted(host, bundle.where(), ImagePlanner.CA_FIELD))
                        .orElseGet(() ->
                                "the certificate of %s was issued by nobody who is trusted: name its issuer's certificate in %s"
                                        .formatted(host, ImagePlanner.CA_FIELD));
        };
    }
}
