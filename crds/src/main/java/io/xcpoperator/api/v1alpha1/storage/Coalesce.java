package io.xcpoperator.api.v1alpha1.storage;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** Cleaning up after snapshots. */
public record Coalesce(
        @Field("Disks that wait for it") @Nullable Integer pending,
        @Field("Links of the longest chain") @Nullable Integer deepestChain)
        implements ApiRecord {}
