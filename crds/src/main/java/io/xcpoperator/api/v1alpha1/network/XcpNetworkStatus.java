package io.xcpoperator.api.v1alpha1.network;

import io.fabric8.kubernetes.api.model.Condition;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.PendingChanges;
import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.PlanStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a network is. */
@RecordBuilder
public record XcpNetworkStatus(
        @Field(
                value = "Generation of the spec that this status is about; -1 before the first look",
                min = -1,
                max = Long.MAX_VALUE)
        @Nullable
        Long observedGeneration,

        @Field("Uuid of the network") @Nullable String uuid,
        @Field("Bridge on the hosts") @Nullable String bridge,

        @Field(value = "The network on each host", key = "host") @Nullable
        List<NetworkOnHost> hosts,

        @Field("Defaults that depend on other fields, as they came out") @Nullable
        EffectiveNetwork effective,

        @Field(value = "What matters now, in a sentence", maxLength = 1024) @Nullable
        String message,

        @Field("Changes that interrupt the network: made once approve-outage names the hash") @Nullable
        PendingChanges pendingChanges,

        @Field("In Plan: what Manage would do") @Nullable PlanStatus plan,

        @Field(value = "Tokens of what is being made", key = "name", maxItems = 32) @Nullable
        List<PendingCreation> pendingCreations,

        @Field(value = "Approvals that were given", key = "name", maxItems = 64) @Nullable
        List<Approval> approvals,

        @Field(value = "Conditions", key = "type", maxItems = 32) @Nullable
        List<Condition> conditions)
        implements ApiRecord {
    public XcpNetworkStatus {
        hosts = ApiRecord.copy(hosts);
        pendingCreations = ApiRecord.copy(pendingCreations);
        approvals = ApiRecord.copy(approvals);
        conditions = ApiRecord.copy(conditions);
    }
}
