package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.LocalRef;
import org.jspecify.annotations.Nullable;

/** Where a VM runs. */
public record Placement(
        @Field("The host, in the pool's namespace") LocalRef hostRef,

        @Field(value = "true: there or not at all", effective = "false") @Nullable
        Boolean strict)
        implements ApiRecord {}
