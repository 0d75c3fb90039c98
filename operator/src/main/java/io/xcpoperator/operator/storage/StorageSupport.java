package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.NotYetFields;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositorySpec;
import io.xcpoperator.operator.platform.adopt.AdoptSpec;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.Optional;

/** What a spec asks for that this version does not do; it must not look as if it did. Pure. */
final class StorageSupport {
    private static final String ONLY_EXISTING =
            "this version of the operator knows storage only in the form existing; no storage repository is made yet";

    private StorageSupport() {}

    static Optional<Verdict.Stalled> unsupported(StorageRepositorySpec spec) {
        return AdoptSpec.unsupported(spec.existing(), ONLY_EXISTING, NotYetFields.in(spec));
    }
}
