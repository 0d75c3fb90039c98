package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** Processors of a VM as they are. */
public record CpuStatus(
        @Field(value = "vCPUs the guest uses", unit = "vCPUs") @Nullable
        Integer count) implements ApiRecord {}
