package io.xcpoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A wanted change that waits. */
public record PendingChange(
        @Field("Path of the field below spec") String field,

        @Field(value = "Value on the pool", maxLength = 1024) @Nullable
        String from,

        @Field(value = "Value wanted", maxLength = 1024) @Nullable
        String to,

        @JsonProperty("class") @Field("How the change takes effect") @Nullable
        FieldClass change,

        @Field(
                "Reason it waits: NextBoot, RestartPolicyNever, ApprovalRequired, StartFailed, WindowClosed, NoCapacity, HeldBy, FirstBootOver, VmAsleep or SafetySnapshot")
        @Nullable
        String because)
        implements ApiRecord {}
