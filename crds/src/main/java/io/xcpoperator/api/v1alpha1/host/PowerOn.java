package io.xcpoperator.api.v1alpha1.host;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.LocalRef;
import org.jspecify.annotations.Nullable;

/** How a host is switched on from afar. */
@ValidationRule(
        value = "(self.mode in ['Ipmi', 'Custom']) == has(self.configSecretRef)",
        message = "powerOn.configSecretRef goes with the modes Ipmi and Custom, and only with them")
public record PowerOn(
        @Field("The way") PowerOnMode mode,

        @Field("Secret with the settings of Ipmi or Custom") @Nullable
        LocalRef configSecretRef)
        implements ApiRecord {}
