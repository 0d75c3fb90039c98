package io.xcpoperator.api.v1alpha1.backup;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.NotYet;
import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.PlanStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a restore has done. */
@RecordBuilder
public record VirtualMachineRestoreStatus(
        @Field(
                value = "Generation of the spec that this status is about; -1 before the first look",
                min = -1,
                max = Long.MAX_VALUE)
        @Nullable
        Long observedGeneration,

        @Field("How far it is") @Nullable RestorePhase phase,
        @Field("Uuid of the restored VM") @Nullable String virtualMachineUuid,

        @Field(value = "How much is there", unit = "%", max = 100) @Nullable
        Integer progress,

        @NotYet @Field(value = "How fast", unit = "bytes/s") @Nullable
        Quantity bytesPerSecond,

        @Field("The snapshot that was taken first, by name") @Nullable
        String safetySnapshot,

        @Field(value = "What matters now, in a sentence", maxLength = 1024) @Nullable
        String message,

        @Field("In Plan: what Manage would do") @Nullable PlanStatus plan,

        @Field(value = "Tokens of what is being made", key = "name", maxItems = 32) @Nullable
        List<PendingCreation> pendingCreations,

        @Field(value = "Approvals that were given", key = "name", maxItems = 64) @Nullable
        List<Approval> approvals,

        @Field(value = "Conditions", key = "type", maxItems = 32) @Nullable
        List<Condition> conditions)
        implements ApiRecord {
    public VirtualMachineRestoreStatus {
        pendingCreations = ApiRecord.copy(pendingCreations);
        approvals = ApiRecord.copy(approvals);
        conditions = ApiRecord.copy(conditions);
    }
}
