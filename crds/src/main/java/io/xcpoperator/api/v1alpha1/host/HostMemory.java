package io.xcpoperator.api.v1alpha1.host;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** Memory of a host. */
public record HostMemory(
        @Field("All of it") @Nullable Quantity total,
        @Field("What a new VM could take") @Nullable Quantity free) implements ApiRecord {}
