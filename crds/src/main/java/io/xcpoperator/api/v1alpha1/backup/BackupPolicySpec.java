package io.xcpoperator.api.v1alpha1.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.Notify;
import io.xcpoperator.api.v1alpha1.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a policy asks for. */
@RecordBuilder
public record BackupPolicySpec(
        @Field(value = "Whether the operator may write", schemaDefault = "Manage") @Nullable
        ManagementPolicy managementPolicy,

        @Field("When it runs; absent = only when asked to") @Nullable
        BackupSchedule schedule,

        @Field(value = "true: no runs until it is false again", schemaDefault = "false") @Nullable
        Boolean suspend,

        @Field(
                "Which VMs, looked up at each run; never templates, snapshots, replicas, test VMs; xo:no-bak and [NOBAK] are honoured")
        BackupSelection select,

        @Field(value = "How", schemaDefault = "Incremental") @Nullable
        BackupMode mode,

        @Field("For mode Replication: where to") @Nullable Replication replication,
        @Field("What is taken along") @Nullable BackupInclude include,

        @Field(value = "Where to; absent only for modes Snapshot and Replication", maxItems = 4) @Nullable
        List<Ref> repositoryRefs,

        @Field("What is kept; absent = everything") @Nullable
        Retention retention,

        @Field(
                value = "Incremental: at least every n-th run is a full",
                unit = "runs",
                effective = "30",
                min = 1,
                max = 365)
        @Nullable
        Integer fullEvery,

        @Field(value = "Full: compressed by the host", effective = "Zstd") @Nullable
        BackupCompression compression,

        @Field("How bytes are moved") @Nullable Transfer transfer,
        @Field("How a backup is proved") @Nullable Verification verification,

        @Field(
                value = "An older proof sets the condition ProofCurrent to False and tells; Ready stays",
                pattern = Formats.DURATION,
                maxLength = 20)
        @Nullable
        String maxProofAge,

        @JsonProperty("notify") @Field("Whom to tell, and when") @Nullable
        Notify notification)
        implements ApiRecord {
    public BackupPolicySpec {
        repositoryRefs = ApiRecord.copy(repositoryRefs);
    }
}
