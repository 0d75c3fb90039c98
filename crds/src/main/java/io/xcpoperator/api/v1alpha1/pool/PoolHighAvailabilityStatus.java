package io.xcpoperator.api.v1alpha1.pool;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** High availability as it is. */
public record PoolHighAvailabilityStatus(
        @Field("Whether it is on") @Nullable Boolean enabled) implements ApiRecord {}
