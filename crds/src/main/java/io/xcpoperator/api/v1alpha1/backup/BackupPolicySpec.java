package io.xcpoperator.api.v1alpha1.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.ValidationRule;
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
@ValidationRule(
        value = "(self.mode == 'Replication') == has(self.replication)",
        message = "replication goes with mode Replication: give both or neither")
@ValidationRule(
        value = "(self.mode in ['Snapshot', 'Replication']) != (has(self.repositoryRefs) && "
                + "self.repositoryRefs.size() > 0)",
        message = "repositoryRefs is needed for the modes Full and Incremental, and only for them")
@ValidationRule(
        value = "self.mode != 'Snapshot' || (has(self.retention) && self.retention.?last.orValue(0) + "
                + "self.retention.?daily.orValue(0) + self.retention.?weekly.orValue(0) + "
                + "self.retention.?monthly.orValue(0) + self.retention.?yearly.orValue(0) <= 16)",
        message = "mode Snapshot keeps at most 16 on the pool: give a retention whose numbers add up to no more")
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
