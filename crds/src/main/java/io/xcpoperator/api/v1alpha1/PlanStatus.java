package io.xcpoperator.api.v1alpha1;

import java.util.List;

/** What Manage would do, in order. */
public record PlanStatus(
        @Field("SHA-256 over the calls; the same plan has the same hash")
        String hash,

        @Field(value = "Calls in the order they would be made", maxItems = 256)
        List<PlannedCall> calls)
        implements ApiRecord {
    public PlanStatus {
        calls = ApiRecord.copy(calls);
    }
}
