package io.xcpoperator.api.v1alpha1.backup;

import io.fabric8.kubernetes.api.model.Condition;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.PlanStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a policy has done, and does next. */
@RecordBuilder
public record BackupPolicyStatus(
        @Field(
                value = "Generation of the spec that this status is about; -1 before the first look",
                min = -1,
                max = Long.MAX_VALUE)
        @Nullable
        Long observedGeneration,

        @Field("The last run") @Nullable BackupRun lastRun,

        @Field("When the next one starts, RFC 3339") @Nullable
        String nextRun,

        @Field(value = "The VMs it covers", key = "uuid", maxItems = 1000) @Nullable
        List<ProtectedVm> virtualMachines,

        @Field(value = "Backups that go after the next run", maxItems = 256) @Nullable
        List<String> nextPrune,

        @Field("The oldest of the newest proofs of each VM, RFC 3339") @Nullable
        String oldestProofAt,

        @Field(value = "What matters now, in a sentence", maxLength = 1024) @Nullable
        String message,

        @Field("In Plan: what Manage would do") @Nullable PlanStatus plan,

        @Field(value = "Approvals that were given", key = "name", maxItems = 64) @Nullable
        List<Approval> approvals,

        @Field(value = "Conditions", key = "type", maxItems = 32) @Nullable
        List<Condition> conditions)
        implements ApiRecord {
    public BackupPolicyStatus {
        virtualMachines = ApiRecord.copy(virtualMachines);
        nextPrune = ApiRecord.copy(nextPrune);
        approvals = ApiRecord.copy(approvals);
        conditions = ApiRecord.copy(conditions);
    }
}
