package io.xcpoperator.api.v1alpha1.host;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.LocalRef;
import org.jspecify.annotations.Nullable;

/** How a host is switched on from afar. */
public record PowerOn(
        @Field("The way") PowerOnMode mode,

        @Field("Secret with the settings of Ipmi or Custom") @Nullable
        LocalRef configSecretRef)
        implements ApiRecord {}
