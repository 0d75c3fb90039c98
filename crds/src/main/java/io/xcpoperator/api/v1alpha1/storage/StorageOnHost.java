package io.xcpoperator.api.v1alpha1.storage;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A storage repository on a host. */
public record StorageOnHost(
        @Field("Name of the host") String host,
        @Field("Whether it is plugged in") @Nullable Boolean attached) implements ApiRecord {}
