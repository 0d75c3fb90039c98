package io.xcpoperator.api.v1alpha1.pool;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.LocalRef;

/** A host to join to the pool, once. */
public record PoolMember(
        @Field(value = "Name or address of the host", pattern = Formats.HOST)
        String address,

        @Field("Secret with username and password of that host")
        LocalRef credentialsSecretRef)
        implements ApiRecord {}
