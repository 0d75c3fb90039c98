package io.xcpoperator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/** A right to act on one side of an object that a feature holds, or that holds this resource back. */
public record Claim(
        @Field("What is claimed, as vm.power") String name,
        @Field("Who holds it: kind/namespace/name") String holder,
        @Field("Since when, RFC 3339") @Nullable String since)
        implements ApiRecord {}
