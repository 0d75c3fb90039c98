package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** How long a plan takes. */
public record PatchEstimate(
        @Field("As 42m") @Nullable String duration,
        @Field("End if it began now, RFC 3339") @Nullable String end) implements ApiRecord {}
