package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositorySpec;
import io.xcpoperator.operator.platform.adopt.AdoptSpec;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.ArrayList;
import java.util.Optional;

/** What a spec asks for that this version does not do; it must not look as if it did. Pure. */
final class StorageSupport {
    private static final String ONLY_EXISTING =
            "this version of the operator knows storage only in the form existing; no storage repository is made yet";

    private StorageSupport() {}

    static Optional<Verdict.Stalled> unsupported(StorageRepositorySpec spec) {
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
        return AdoptSpec.unsupported(spec.existing(), ONLY_EXISTING, fields);
    }
}
