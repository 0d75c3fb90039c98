package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** Defaults of a VM that depend on other fields. */
public record EffectiveVm(
        @Field("What deleting the resource does") @Nullable DeletionPolicy deletionPolicy,
        @Field("Name label") @Nullable String nameLabel,
        @Field("Power state that is kept up") @Nullable PowerState powerState,

        @Field(value = "vCPUs it could be given while it runs", unit = "vCPUs") @Nullable
        Integer cpuMax,

        @Field("Memory it could be given while it runs") @Nullable
        Quantity memoryMax)
        implements ApiRecord {}
