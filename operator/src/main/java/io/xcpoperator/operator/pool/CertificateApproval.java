package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import java.util.Optional;

/**
 * What becomes of the approval of a certificate in this round. It counts once: what is trusted by it is trusted only
 * after status says that it was given, so that no crash leaves it unused. Pure.
 */
sealed interface CertificateApproval {
    /** Nothing is asked for, or it is not approved. */
    record None() implements CertificateApproval {}

    /** Approved; this round's status says so for the first time. */
    record ToBeRecorded() implements CertificateApproval {}

    /** Approved, and status has it. */
    record OnRecord(CertificateFingerprint certificate) implements CertificateApproval {}

    static CertificateApproval of(Observed observed) {
        Optional<CertificateFingerprint> asked = PoolQuestions.certificate(observed);
        String name = Approvals.TRUST_CERTIFICATE;
        if (asked.filter(c -> observed.approvals().grantsOnRecord(name, c.toString()))
                .isPresent()) {
            return new OnRecord(asked.get());
        }
        return asked.filter(c -> observed.approvals().grants(name, c.toString()))
                        .isPresent()
                ? new ToBeRecorded()
                : new None();
    }
}
