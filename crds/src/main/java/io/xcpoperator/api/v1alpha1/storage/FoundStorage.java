package io.xcpoperator.api.v1alpha1.storage;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A storage repository, or LUN, that the probe found. */
public record FoundStorage(
        @Field("Its uuid") @Nullable String uuid,
        @Field("Its name") @Nullable String name,
        @Field("Its size") @Nullable Quantity size)
        implements ApiRecord {}
