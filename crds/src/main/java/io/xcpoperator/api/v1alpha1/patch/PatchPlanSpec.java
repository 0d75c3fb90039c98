package io.xcpoperator.api.v1alpha1.patch;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.Notify;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** How a pool is brought up to date. */
@RecordBuilder
@ValidationRule(
        value = "self.updates != 'None' || self.reboot != 'Never'",
        message = "updates None with reboot Never does nothing: change one of them")
public record PatchPlanSpec(
        @Field(value = "Whether the operator may write", schemaDefault = "Manage") @Nullable
        ManagementPolicy managementPolicy,

        @Field(value = "The pool", change = FieldClass.Immutable)
        Ref poolRef,

        @Field("When; absent = any time") @Nullable PatchWindow window,

        @Field(value = "Required: waits for the annotation approve-plan=<status.plan.hash>", schemaDefault = "Required")
        @Nullable
        PatchApproval approval,

        @Field(value = "None: a rolling reboot", schemaDefault = "All") @Nullable
        PatchUpdates updates,

        @Field(value = "Never: restarts the toolstack only", schemaDefault = "Always") @Nullable
        PatchReboot reboot,

        @Field("How a host is emptied") @Nullable PatchEvacuation evacuation,

        @Field(value = "Whether VMs go back to the host they ran on", schemaDefault = "true") @Nullable
        Boolean bringBack,

        @Field("What must hold before it begins") @Nullable PatchRequirements require,
        @Field("How long steps may take") @Nullable PatchTimeouts timeouts,

        @JsonProperty("notify") @Field("Whom to tell, and when") @Nullable
        Notify notification)
        implements ApiRecord {}
