package io.xcpoperator.api.v1alpha1.backup;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.PlanStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a backup is. */
@RecordBuilder
public record VirtualMachineBackupStatus(
        @Field(
                value = "Generation of the spec that this status is about; -1 before the first look",
                min = -1,
                max = Long.MAX_VALUE)
        @Nullable
        Long observedGeneration,

        @Field("How far it is") @Nullable BackupPhase phase,
        @Field("Name of the VM") @Nullable String virtualMachine,
        @Field("Run that made it") @Nullable String runId,
        @Field("Start, RFC 3339") @Nullable String startedAt,

        @Field("When every byte was durable and its checksum known, RFC 3339") @Nullable
        String completedAt,

        @Field("How it was made") @Nullable BackupMode mode,
        @Field("The backup it builds on") @Nullable String base,
        @Field("Space it takes") @Nullable Quantity size,
        @Field("Size of the VM's disks") @Nullable Quantity virtualSize,
        @Field("How fast, as 98MiB/s") @Nullable String rate,

        @Field("Whether the bytes were read back and compared") @Nullable
        ChecksumState checksums,

        @Field(value = "Where it lies in the repository", maxLength = 1024) @Nullable
        String path,

        @Field(value = "How much is there", unit = "%", max = 100) @Nullable
        Integer progress,

        @Field("Its newest proof") @Nullable BackupProof proof,

        @Field(value = "What matters now, in a sentence", maxLength = 1024) @Nullable
        String message,

        @Field("In Plan: what Manage would do") @Nullable PlanStatus plan,

        @Field(value = "Approvals that were given", key = "name", maxItems = 64) @Nullable
        List<Approval> approvals,

        @Field(value = "Conditions", key = "type", maxItems = 32) @Nullable
        List<Condition> conditions)
        implements ApiRecord {
    public VirtualMachineBackupStatus {
        approvals = ApiRecord.copy(approvals);
        conditions = ApiRecord.copy(conditions);
    }
}
