package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What will be done, and the hash that approves it. */
public record PatchPlanDetails(
        @Field("Value for the annotation approve-plan") String hash,

        @Field(value = "Hosts in order", key = "host") @Nullable
        List<PlannedHost> hosts,

        @Field("How long it takes") @Nullable PatchEstimate estimate)
        implements ApiRecord {
    public PatchPlanDetails {
        hosts = ApiRecord.copy(hosts);
    }
}
