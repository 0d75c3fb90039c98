package io.xcpoperator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/** One XAPI call of a plan. */
public record PlannedCall(
        @Field("XAPI message, as VM.set_memory_limits") String call,

        @Field("Object it is made on, by the name a person knows") @Nullable
        String on,

        @Field(value = "The difference that asks for it", maxLength = 1024) @Nullable
        String why)
        implements ApiRecord {}
