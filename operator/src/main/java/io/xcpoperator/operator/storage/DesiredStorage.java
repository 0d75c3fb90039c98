package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.owner.Owner;
import java.util.Optional;

/**
 * What a spec asks for, with its names resolved.
 *
 * @param policy what becomes of it with the resource
 */
record DesiredStorage(Owner me, Form form, Wanted names, StorageDeletionPolicy policy) {
    /** Where the storage repository comes from. */
    sealed interface Form {
        /** One that the pool has. */
        record Existing(NameOrUuid which) implements Form {}

        /**
         * One that the pool gets.
         *
         * @param attach uuid of one that is there; empty: a new one
         * @param beside a new one too where others are
         */
        record Made(Backing backing, Optional<String> attach, boolean beside) implements Form {}
    }

    Optional<Form.Made> made() {
        return form instanceof Form.Made made ? Optional.of(made) : Optional.empty();
    }

    /** What it is called while it is not there. */
    String name() {
        return names.nameLabel() == null ? me.key().name() : names.nameLabel();
    }
}
