package io.xcpoperator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/** What runs on a host. */
public record HostVersion(
        @Field("Product and release, as XCP-ng 8.3.0") @Nullable
        String product,

        @Field("Version of the XAPI daemon") @Nullable String xapi)
        implements ApiRecord {}
