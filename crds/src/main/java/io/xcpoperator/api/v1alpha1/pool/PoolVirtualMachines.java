package io.xcpoperator.api.v1alpha1.pool;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** VMs of the pool by kind. */
public record PoolVirtualMachines(
        @Field("Those with a VirtualMachine resource of this cluster") @Nullable
        Integer managed,

        @Field("Those that run") @Nullable Integer running)
        implements ApiRecord {}
