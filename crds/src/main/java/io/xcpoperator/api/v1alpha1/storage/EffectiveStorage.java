package io.xcpoperator.api.v1alpha1.storage;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** Defaults of a storage repository that depend on other fields. */
public record EffectiveStorage(
        @Field("What deleting the resource does") @Nullable StorageDeletionPolicy deletionPolicy,
        @Field("Name label") @Nullable String nameLabel)
        implements ApiRecord {}
