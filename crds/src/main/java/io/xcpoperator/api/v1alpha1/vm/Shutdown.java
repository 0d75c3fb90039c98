package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import org.jspecify.annotations.Nullable;

/** How a VM is stopped. */
public record Shutdown(
        @Field(
                value =
                        "Clean asks the guest; CleanThenForce pulls the plug after timeout; Force does so at once, and alone drops a suspended VM's memory",
                schemaDefault = "Clean")
        @Nullable
        ShutdownMode mode,

        @Field(value = "How long the guest has", effective = "20m", pattern = Formats.DURATION, maxLength = 20)
        @Nullable
        String timeout)
        implements ApiRecord {}
