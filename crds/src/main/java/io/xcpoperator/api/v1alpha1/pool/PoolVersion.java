package io.xcpoperator.api.v1alpha1.pool;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** What runs on the pool's hosts. */
public record PoolVersion(
        @Field("Product and release of the coordinator, as XCP-ng 8.3.0") @Nullable
        String product,

        @Field("Version of its XAPI daemon") @Nullable String xapi,
        @Field("Whether all hosts run the same") @Nullable Boolean uniform)
        implements ApiRecord {}
