package io.xcpoperator.api.v1alpha1.pool;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A host that was asked to join. */
public record PoolMemberStatus(
        @Field("Address as in the spec") String address,
        @Field("When it joined, RFC 3339") @Nullable String joinedAt) implements ApiRecord {}
