package io.xcpoperator.api.v1alpha1.pool;

import io.fabric8.kubernetes.api.model.Condition;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.Claim;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.NotYet;
import io.xcpoperator.api.v1alpha1.PlanStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pool is. */
@RecordBuilder
public record XcpPoolStatus(
        @Field(
                value = "Generation of the spec that this status is about; -1 before the first look",
                min = -1,
                max = Long.MAX_VALUE)
        @Nullable
        Long observedGeneration,

        @Field("The connection") @Nullable PoolConnectionStatus connection,
        @Field("Uuid of the pool") @Nullable String poolUuid,
        @Field("What runs on the hosts") @Nullable PoolVersion version,
        @Field("Number of hosts") @Nullable Integer hosts,

        @Field("Number of VMs, without templates, snapshots and control domains") @Nullable
        Integer virtualMachineCount,

        @NotYet @Field("Packages that wait on the host with the most of them") @Nullable
        Integer updatesAvailable,

        @Field(value = "What matters now, in a sentence", maxLength = 1024) @Nullable
        String message,

        @Field("VMs by kind") @Nullable PoolVirtualMachines virtualMachines,
        @Field("High availability as it is") @Nullable PoolHighAvailabilityStatus highAvailability,

        @NotYet @Field(value = "Hosts that were joined", key = "address") @Nullable
        List<PoolMemberStatus> members,

        @Field("In Plan: what Manage would do") @Nullable PlanStatus plan,

        @Field(value = "Approvals that were given", key = "name", maxItems = 64) @Nullable
        List<Approval> approvals,

        @NotYet @Field(value = "Claims held on the pool", key = "name") @Nullable
        List<Claim> claims,

        @Field(value = "Conditions", key = "type", maxItems = 32) @Nullable
        List<Condition> conditions)
        implements ApiRecord {
    public XcpPoolStatus {
        members = ApiRecord.copy(members);
        approvals = ApiRecord.copy(approvals);
        claims = ApiRecord.copy(claims);
        conditions = ApiRecord.copy(conditions);
    }
}
