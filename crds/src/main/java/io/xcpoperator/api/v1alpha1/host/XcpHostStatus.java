package io.xcpoperator.api.v1alpha1.host;

import io.fabric8.kubernetes.api.model.Condition;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.Claim;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.HostVersion;
import io.xcpoperator.api.v1alpha1.NotYet;
import io.xcpoperator.api.v1alpha1.PlanStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a host is. */
@RecordBuilder
public record XcpHostStatus(
        @Field(
                value = "Generation of the spec that this status is about; -1 before the first look",
                min = -1,
                max = Long.MAX_VALUE)
        @Nullable
        Long observedGeneration,

        @Field("Management address") @Nullable String address,
        @Field("Host name") @Nullable String hostname,
        @Field("Whether VMs may start here") @Nullable Boolean enabled,
        @Field("Whether the pool hears it") @Nullable Boolean live,
        @Field("Whether it leads the pool") @Nullable Boolean coordinator,

        @Field("The same in a word: Coordinator or Member") @Nullable
        String role,

        @Field("What runs on it") @Nullable HostVersion version,
        @Field("Its processors") @Nullable HostCpu cpu,
        @Field("Its memory") @Nullable HostMemory memory,

        @Field(value = "Its physical network interfaces", key = "device") @Nullable
        List<HostNetworkInterface> networkInterfaces,

        @NotYet @Field("Its updates") @Nullable HostUpdates updates,
        @Field("When it booted, RFC 3339") @Nullable String uptimeSince,

        @NotYet @Field("How far its clock is from ours, as 0s or -3s") @Nullable
        String clockSkew,

        @Field("VMs that run on it, without its control domain") @Nullable
        Integer virtualMachineCount,

        @Field(value = "What matters now, in a sentence", maxLength = 1024) @Nullable
        String message,

        @NotYet @Field("In Plan: what Manage would do") @Nullable
        PlanStatus plan,

        @NotYet @Field(value = "Approvals that were given", key = "name", maxItems = 64) @Nullable
        List<Approval> approvals,

        @NotYet @Field(value = "Claims held on the host", key = "name") @Nullable
        List<Claim> claims,

        @Field(value = "Conditions", key = "type", maxItems = 32) @Nullable
        List<Condition> conditions)
        implements ApiRecord {
    public XcpHostStatus {
        networkInterfaces = ApiRecord.copy(networkInterfaces);
        approvals = ApiRecord.copy(approvals);
        claims = ApiRecord.copy(claims);
        conditions = ApiRecord.copy(conditions);
    }
}
