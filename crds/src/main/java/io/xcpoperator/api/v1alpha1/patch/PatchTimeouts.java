package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import org.jspecify.annotations.Nullable;

/** How long steps may take. */
public record PatchTimeouts(
        @Field(value = "Installing on a host", effective = "60m", pattern = Formats.DURATION, maxLength = 20) @Nullable
        String install,

        @Field(value = "A host's reboot", effective = "30m", pattern = Formats.DURATION, maxLength = 20) @Nullable
        String reboot)
        implements ApiRecord {}
