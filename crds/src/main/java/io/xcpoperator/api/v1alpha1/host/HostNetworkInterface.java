package io.xcpoperator.api.v1alpha1.host;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A physical network interface. */
public record HostNetworkInterface(
        @Field("Device, as eth0") String device,
        @Field("MAC address") @Nullable String mac,
        @Field("Speed, as 10Gbit/s") @Nullable String speed,
        @Field("Whether there is a link") @Nullable Boolean carrier,
        @Field("Address") @Nullable String ip,
        @Field("Name of its network") @Nullable String network)
        implements ApiRecord {}
