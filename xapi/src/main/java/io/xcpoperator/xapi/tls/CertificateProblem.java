package io.xcpoperator.xapi.tls;

/** Why a certificate was refused. */
public record CertificateProblem(PresentedCertificate certificate, Cause cause) {
    /** The most telling reason; when several apply, the first of these. */
    public enum Cause {
        /** Trusted once, but not this one: renewed, or somebody is in between. */
        CHANGED,
        /** Not among the pinned ones. */
        NOT_PINNED,
        SELF_SIGNED,
        EXPIRED,
        NOT_YET_VALID,
        WRONG_NAME,
        UNKNOWN_ISSUER
    }

    public String host() {
        return certificate.host();
    }
}
