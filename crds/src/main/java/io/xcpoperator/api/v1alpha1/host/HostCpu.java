package io.xcpoperator.api.v1alpha1.host;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** Processors of a host. */
public record HostCpu(
        @Field("Model") @Nullable String model,
        @Field("Sockets") @Nullable Integer sockets,
        @Field("Cores, of all sockets") @Nullable Integer cores,
        @Field("Threads, of all cores") @Nullable Integer threads)
        implements ApiRecord {}
