package io.xcpoperator.api.v1alpha1.network;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** Defaults of a network that depend on other fields. */
public record EffectiveNetwork(
        @Field("What deleting the resource does") @Nullable DeletionPolicy deletionPolicy,
        @Field("Name label") @Nullable String nameLabel)
        implements ApiRecord {}
