package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.status.Reaction;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.errors.AddressRefusedException;
import io.xcpoperator.xapi.errors.DifferentPoolException;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.UntrustedCertificateException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import io.xcpoperator.xapi.tls.CertificateProblem;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a pool is not connected, in the words a person reads. Pure.
 *
 * @param brief the same for whoever refers to the pool and cannot mend it, for instance {@code does not answer since 02:14Z}
 * @param message complete but for when the next attempt is made
 * @param person true when a person must act before another attempt can succeed
 * @param asked the certificate that a person may approve
 */
record LinkFailure(
        Reason reason, String brief, String message, boolean person, Optional<CertificateFingerprint> asked) {
    private static final String NOT_TRUSTED = "certificate not trusted";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm'Z'").withZone(ZoneOffset.UTC);

    /**
     * What failed.
     *
     * @param secret the name of the one that holds the login
     * @param reached whether the pool was ever connected to
     * @param approvals of the XcpPool: a certificate that was approved before is approved by another value
     */
    record Link(ObjectKey pool, String secret, Instant since, boolean reached, Approvals approvals) {
        private String minute() {
            return MINUTE.format(since);
        }

        private String consequence() {
            return reached ? "nothing is concluded about its VMs" : "it was never reached: check spec.endpoints";
        }
    }

    /** What an object that refers to the pool says: the whole of it stands once, on the pool. */
    String toOthers(ObjectKey pool) {
        return "pool %s: %s; see kubectl get xpool -n %s %s".formatted(pool, brief, pool.namespace(), pool.name());
    }

    static LinkFailure of(PoolException failure, Link link) {
        String pool = link.pool().name();
        return switch (failure) {
            case UntrustedCertificateException untrusted -> certificate(untrusted.problem(), link);
            case DifferentPoolException different ->
                person(
                        Reason.DifferentPool,
                        "another pool answers there",
                        "another pool answers for pool %s: expected uuid %s, found %s; nothing is done until the endpoints are right or spec.expectedPoolUuid is %s"
                                .formatted(pool, different.expected(), different.found(), different.found()));
            case AddressRefusedException refused ->
                person(
                        Reason.AddressRefused,
                        "its address is not allowed",
                        "pool %s is not connected to: %s".formatted(pool, refused.reason()));
            case XapiException error -> answered(error, link);
            case TransportException transport
            when isBadAnswer(transport.kind()) ->
                passing(
                        Reason.BadAnswer,
                        "what answers since %s is not XAPI".formatted(link.minute()),
                        "what answers for pool %s since %s is not XAPI (%s); %s"
                                .formatted(pool, link.minute(), cause(failure), link.consequence()));
            case PoolException _ ->
                passing(
                        Reason.PoolUnreachable,
                        "does not answer since " + link.minute(),
                        "pool %s does not answer since %s (%s); %s"
                                .formatted(pool, link.minute(), cause(failure), link.consequence()));
        };
    }

    private static LinkFailure answered(XapiException error, Link link) {
        String pool = link.pool().name();
        Reason reason = Reaction.to(error).reason();
        return switch (reason) {
            case CredentialsRefused ->
                person(
                        reason,
                        "login refused",
                        "pool %s refused the user name or password in Secret %s; correct the Secret and it is tried again at once"
                                .formatted(pool, link.secret()));
            case PermissionDenied ->
                person(
                        reason,
                        "login refused: the user has no role",
                        "the user in Secret %s has no role on pool %s; give it one on the pool"
                                .formatted(link.secret(), pool));
            default -> // whatever else an error of XAPI may mean
                passing(
                        Reason.PoolUnreachable,
                        "lets nobody in since " + link.minute(),
                        "pool %s lets nobody in since %s (%s); %s"
                                .formatted(pool, link.minute(), error.code(), link.consequence()));
        };
    }

    /** A changed Secret that is of no use yet, while the session of what it held before goes on. */
    static String refusedMeanwhile(String secret) {
        return "the new login in Secret %s is refused; the old session still works until it ends: correct the Secret"
                .formatted(secret);
    }

    private static LinkFailure certificate(CertificateProblem problem, Link link) {
        String host = problem.host();
        CertificateFingerprint fingerprint = problem.certificate().fingerprint();
        String sha256 = fingerprint.toString();
        return switch (problem.cause()) {
            case SELF_SIGNED ->
                person(
                        Reason.CertificateNotTrusted,
                        NOT_TRUSTED,
                        "certificate of %s is self-signed (%s); compare it with the host's console and set tls.mode Pin with it, or TrustOnFirstUse; no password was sent"
                                .formatted(host, sha256));
            case CHANGED, NOT_PINNED ->
                new LinkFailure(
                        Reason.CertificateChanged,
                        NOT_TRUSTED,
                        "certificate of %s is not one that is trusted (%s); if it was renewed, compare it with the host's console: %s; no password was sent"
                                .formatted(
                                        host,
                                        sha256,
                                        Approvals.command(
                                                "xpool",
                                                link.pool(),
                                                Approvals.TRUST_CERTIFICATE,
                                                link.approvals().value(Approvals.TRUST_CERTIFICATE, sha256))),
                        true,
                        Optional.of(fingerprint));
            case EXPIRED, NOT_YET_VALID ->
                person(
                        Reason.CertificateNotTrusted,
                        NOT_TRUSTED,
                        "certificate of %s (%s) is valid only until %s; renew it on the host, or set tls.mode Pin with it; no password was sent"
                                .formatted(host, sha256, problem.certificate().notAfter()));
            case WRONG_NAME ->
                person(
                        Reason.CertificateNotTrusted,
                        NOT_TRUSTED,
                        "certificate of %s (%s) is made out to another name; use that name in spec.endpoints, or set tls.mode Pin with it; no password was sent"
                                .formatted(host, sha256));
            case UNKNOWN_ISSUER ->
                person(
                        Reason.CertificateNotTrusted,
                        NOT_TRUSTED,
                        "certificate of %s (%s) was issued by nobody who is trusted; name the issuer's certificate in tls.caBundleRef, or set tls.mode Pin with this one; no password was sent"
                                .formatted(host, sha256));
        };
    }

    private static LinkFailure person(Reason reason, String brief, String message) {
        return new LinkFailure(reason, brief, message, true, Optional.empty());
    }

    private static LinkFailure passing(Reason reason, String brief, String message) {
        return new LinkFailure(reason, brief, message, false, Optional.empty());
    }

    private static boolean isBadAnswer(TransportException.Kind kind) {
        return switch (kind) {
            case GARBAGE, TOO_LARGE, HTTP_STATUS -> true;
            case CONNECT, TIMEOUT, CUT -> false;
        };
    }

    private static String cause(PoolException failure) {
        if (!(failure instanceof TransportException transport)) {
            return failure.classification().reason();
        }
        return switch (transport.kind()) {
            case CONNECT -> refused(transport.getCause());
            case TIMEOUT -> "no answer in time";
            case CUT -> "connection cut";
            case GARBAGE -> "unreadable answer";
            case TOO_LARGE -> "endless answer";
            case HTTP_STATUS -> "HTTP error";
        };
    }

    private static String refused(@Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException) {
                return "name does not resolve";
            } else if (t instanceof ConnectException) {
                return "connection refused";
            }
        }
        return "no connection";
    }
}
