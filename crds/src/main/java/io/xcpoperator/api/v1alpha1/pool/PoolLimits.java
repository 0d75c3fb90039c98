package io.xcpoperator.api.v1alpha1.pool;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** How hard the operator works the pool. */
public record PoolLimits(
        @Field(value = "XAPI calls at once", unit = "calls", min = 1, max = 200, schemaDefault = "20") @Nullable
        Integer concurrentCalls,

        @Field(
                value = "Migrations, copies, starts at once on a host",
                unit = "operations",
                min = 1,
                max = 64,
                schemaDefault = "4")
        @Nullable
        Integer heavyOperationsPerHost,

        @Field(
                value =
                        "Deletions that destroy something (a VM, a snapshot, an image, a network, a storage repository) and need no approval",
                unit = "per hour",
                max = 10000,
                schemaDefault = "5")
        @Nullable
        Integer destructionsPerHour)
        implements ApiRecord {}
