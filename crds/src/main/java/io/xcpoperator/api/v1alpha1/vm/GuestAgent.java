package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import org.jspecify.annotations.Nullable;

/** What is expected of the guest's agent. */
public record GuestAgent(
        @Field(value = "true: Ready waits for it", schemaDefault = "false") @Nullable
        Boolean required,

        @Field(
                value = "How long it may take after a start",
                effective = "10m",
                pattern = Formats.DURATION,
                maxLength = 20)
        @Nullable
        String timeout)
        implements ApiRecord {}
