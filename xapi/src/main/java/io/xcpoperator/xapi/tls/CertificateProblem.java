package io.xcpoperator.xapi.tls;

import java.util.List;

/** Why a certificate was refused: everything that is wrong with it, the most telling first. */
public record CertificateProblem(PresentedCertificate certificate, List<Cause> causes) {
    public CertificateProblem {
        causes = List.copyOf(causes);
    }

    /** One thing that is wrong, in the order of how much it tells. */
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

    public Cause cause() {
        return causes.getFirst();
    }
}
