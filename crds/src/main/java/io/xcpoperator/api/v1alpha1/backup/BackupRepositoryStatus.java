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

/** What a repository is. */
@RecordBuilder
public record BackupRepositoryStatus(
        @Field(
                value = "Generation of the spec that this status is about; -1 before the first look",
                min = -1,
                max = Long.MAX_VALUE)
        @Nullable
        Long observedGeneration,

        @Field("How its files lie") @Nullable RepositoryLayout layout,
        @Field("Whether it is encrypted") @Nullable Boolean encrypted,
        @Field("Space that is left") @Nullable Quantity free,
        @Field("Backups in it") @Nullable Integer backups,
        @Field("The last check of its files") @Nullable RepositoryCheck lastCheck,

        @Field(value = "What matters now, in a sentence", maxLength = 1024) @Nullable
        String message,

        @Field("In Plan: what Manage would do") @Nullable PlanStatus plan,

        @Field(value = "Approvals that were given", key = "name", maxItems = 64) @Nullable
        List<Approval> approvals,

        @Field(value = "Conditions", key = "type", maxItems = 32) @Nullable
        List<Condition> conditions)
        implements ApiRecord {
    public BackupRepositoryStatus {
        approvals = ApiRecord.copy(approvals);
        conditions = ApiRecord.copy(conditions);
    }
}
