package io.xcpoperator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/** Stored before something is made in the pool whose uuid is not known yet, so that a crash finds it again. */
public record PendingCreation(
        @Field("What is made: vm, or disk/<entry>") String name,
        @Field("Random token that the object carries") String token,
        @Field("When it was stored, RFC 3339") @Nullable String since)
        implements ApiRecord {}
