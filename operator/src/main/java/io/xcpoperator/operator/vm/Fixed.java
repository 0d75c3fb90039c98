package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;

/** What a part of a VM has from its making on. XAPI has no call that changes it; that it differs is told. Pure. */
final class Fixed {
    private Fixed() {}

    /** @param wayOut what a person may do */
    static Hindrance differs(String field, Object wanted, Object is, String wayOut) {
        return Hindrance.stalls(
                Reason.InvalidSpec,
                "%s is %s in the spec and %s in the pool, and cannot be changed in place: %s"
                        .formatted(field, wanted, is, wayOut));
    }
}
