package io.xcpoperator.api.v1alpha1.network;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.LocalRef;
import org.jspecify.annotations.Nullable;

/** The address a host has on a network. */
@ValidationRule(
        value = "(self.mode == 'Static') == has(self.address)",
        message = "hostAddresses[].address goes with mode Static, and only with it")
public record HostAddress(
        @Field("The host, in the pool's namespace") LocalRef hostRef,
        @Field("Static or DHCP") AddressMode mode,

        @Field(
                value =
                        "For Static: address/prefix, as 192.168.20.11/24 or 2001:db8::11/64; that of the other IP version stays as it is",
                maxLength = 49,
                pattern = "^[0-9A-Fa-f:.]+/[0-9]{1,3}$")
        @Nullable
        String address)
        implements ApiRecord {}
