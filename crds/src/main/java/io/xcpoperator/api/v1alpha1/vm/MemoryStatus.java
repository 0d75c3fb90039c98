package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** Memory of a VM as it is. */
public record MemoryStatus(
        @Field("What the guest has") @Nullable Quantity size) implements ApiRecord {}
