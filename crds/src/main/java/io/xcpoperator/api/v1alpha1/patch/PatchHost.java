package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** How far a host is. */
public record PatchHost(
        @Field("Name of the host") String host,
        @Field("What happens to it") @Nullable PatchStep step,
        @Field("Since when, RFC 3339") @Nullable String since,
        @Field("How often the step was begun") @Nullable Integer attempts)
        implements ApiRecord {}
