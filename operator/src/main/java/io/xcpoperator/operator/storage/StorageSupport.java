package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositorySpec;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.ArrayList;
import java.util.Optional;

/** What a spec asks for that this version does not do; it must not look as if it did. Pure. */
final class StorageSupport {
    static final Reason REASON = Reason.NotSupportedYet;
    static final String ONLY_EXISTING =
            "this version of the operator knows storage only in the form existing; no storage repository is made yet";

    private StorageSupport() {}

    static Optional<Verdict> unsupported(StorageRepositorySpec spec) {
        if (spec.existing() == null) {
            return Optional.of(new Verdict.Stalled(REASON, ONLY_EXISTING));
        }
        var fields = new ArrayList<String>();
        if (spec.attach() != null) {
            fields.add("attach");
        }
        if (spec.deletionPolicy() == StorageDeletionPolicy.Delete) {
            fields.add("deletionPolicy: Delete");
        }
        if (spec.deletionPolicy() == StorageDeletionPolicy.Forget) {
            fields.add("deletionPolicy: Forget");
        }
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Stalled(
                        REASON,
                        "this version of the operator does not act on spec.%s; take it away"
                                .formatted(String.join(", spec.", fields))));
    }
}
