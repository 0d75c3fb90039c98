package io.xcpoperator.api.v1alpha1.patch;

import io.fabric8.kubernetes.api.model.Condition;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.Claim;
import io.xcpoperator.api.v1alpha1.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far patching is. */
@RecordBuilder
public record PatchPlanStatus(
        @Field(
                value = "Generation of the spec that this status is about; -1 before the first look",
                min = -1,
                max = Long.MAX_VALUE)
        @Nullable
        Long observedGeneration,

        @Field("How far it is") @Nullable PatchPhase phase,
        @Field("What happens now") @Nullable PatchCurrent current,
        @Field("Packages, of all hosts") @Nullable Integer updates,

        @Field("When the next window opens, RFC 3339") @Nullable
        String nextWindow,

        @Field("What will be done") @Nullable PatchPlanDetails plan,
        @Field(value = "Each host", key = "host") @Nullable List<PatchHost> hosts,

        @Field("What we switched off and must put back; kept in the pool's other_config first") @Nullable
        PatchLedger ledger,

        @Field("What was done") @Nullable PatchReport report,

        @Field(value = "What matters now, in a sentence", maxLength = 1024) @Nullable
        String message,

        @Field(value = "Approvals that were given", key = "name", maxItems = 64) @Nullable
        List<Approval> approvals,

        @Field(value = "Claims held on the pool and its hosts", key = "name") @Nullable
        List<Claim> claims,

        @Field(value = "Conditions", key = "type", maxItems = 32) @Nullable
        List<Condition> conditions)
        implements ApiRecord {
    public PatchPlanStatus {
        hosts = ApiRecord.copy(hosts);
        approvals = ApiRecord.copy(approvals);
        claims = ApiRecord.copy(claims);
        conditions = ApiRecord.copy(conditions);
    }
}
