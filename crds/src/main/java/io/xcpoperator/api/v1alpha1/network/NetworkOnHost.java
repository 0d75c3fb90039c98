package io.xcpoperator.api.v1alpha1.network;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A network on a host. */
public record NetworkOnHost(
        @Field("Name of the host") String host,
        @Field("Its device, as eth1") @Nullable String device,
        @Field("Whether it is plugged in") @Nullable Boolean attached)
        implements ApiRecord {}
