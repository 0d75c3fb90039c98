package io.xcpoperator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/** A task that runs for longer than five seconds. */
public record Operation(
        @Field("What runs, as Migrate") String name,

        @Field(value = "How far it is, in steps of ten", unit = "%", max = 100) @Nullable
        Integer progress,

        @Field("Start, RFC 3339") @Nullable String since)
        implements ApiRecord {}
