package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** What happens now. */
public record PatchCurrent(
        @Field("Name of the host") @Nullable String host,
        @Field("What happens to it") @Nullable PatchStep step) implements ApiRecord {}
