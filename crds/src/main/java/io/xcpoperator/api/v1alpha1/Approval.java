package io.xcpoperator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/** An approval as it was first seen; that its annotation goes withdraws nothing. */
public record Approval(
        @Field("Annotation without its prefix, as approve-restart")
        String name,

        @Field("What was approved") String value,
        @Field("When it was first seen, RFC 3339") @Nullable String at)
        implements ApiRecord {}
