package io.xcpoperator.api.v1alpha1.storage;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.NotYet;
import io.xcpoperator.api.v1alpha1.PendingChanges;
import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.PlanStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a storage repository is. */
@RecordBuilder
public record StorageRepositoryStatus(
        @Field(
                value = "Generation of the spec that this status is about; -1 before the first look",
                min = -1,
                max = Long.MAX_VALUE)
        @Nullable
        Long observedGeneration,

        @Field("Uuid of the storage repository") @Nullable String uuid,
        @Field("Its type, as nfs") @Nullable String type,
        @Field("Whether every host reaches it") @Nullable Boolean shared,

        @Field("Whether a disk takes its space at once") @Nullable
        Provisioning provisioning,

        @Field("Size") @Nullable Quantity size,
        @Field("Space that is taken") @Nullable Quantity used,

        @Field("Cleaning up after snapshots") @Nullable Coalesce coalesce,

        @Field(value = "What the probe found", maxItems = 64) @Nullable
        List<FoundStorage> found,

        @Field(value = "The storage on each host", key = "host") @Nullable
        List<StorageOnHost> hosts,

        @Field("Defaults that depend on other fields, as they came out") @Nullable
        EffectiveStorage effective,

        @Field(value = "What matters now, in a sentence", maxLength = 1024) @Nullable
        String message,

        @NotYet @Field("What waits, and why") @Nullable PendingChanges pendingChanges,
        @Field("In Plan: what Manage would do") @Nullable PlanStatus plan,

        @Field(value = "Tokens of what is being made", key = "name", maxItems = 32) @Nullable
        List<PendingCreation> pendingCreations,

        @Field(value = "Approvals that were given", key = "name", maxItems = 64) @Nullable
        List<Approval> approvals,

        @Field(value = "Conditions", key = "type", maxItems = 32) @Nullable
        List<Condition> conditions)
        implements ApiRecord {
    public StorageRepositoryStatus {
        found = ApiRecord.copy(found);
        hosts = ApiRecord.copy(hosts);
        pendingCreations = ApiRecord.copy(pendingCreations);
        approvals = ApiRecord.copy(approvals);
        conditions = ApiRecord.copy(conditions);
    }
}
