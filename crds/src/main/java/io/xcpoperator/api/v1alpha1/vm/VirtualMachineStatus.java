package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.kubernetes.api.model.Condition;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.Claim;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Operation;
import io.xcpoperator.api.v1alpha1.PendingChanges;
import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.PlanStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a VM is. */
@RecordBuilder
public record VirtualMachineStatus(
        @Field(
                value = "Generation of the spec that this status is about; -1 before the first look",
                min = -1,
                max = Long.MAX_VALUE)
        @Nullable
        Long observedGeneration,

        @Field("Uuid of the VM") @Nullable String uuid,
        @Field("What it does") @Nullable PowerState powerState,
        @Field("Name of the host it runs on") @Nullable String host,

        @Field("Defaults that depend on other fields, as they came out") @Nullable
        EffectiveVm effective,

        @Field("Processors as they are") @Nullable CpuStatus cpu,
        @Field("Memory as it is") @Nullable MemoryStatus memory,
        @Field("What the guest's agent tells") @Nullable GuestStatus guest,

        @Field(value = "Disks the spec lists, and those that were made with the VM", key = "name", maxItems = 16)
        @Nullable
        List<DiskStatus> disks,

        @Field(value = "Disks taken from the spec, kept in the pool", key = "uuid", maxItems = 64) @Nullable
        List<DetachedDisk> detachedDisks,

        @Field(value = "Network interfaces the spec lists", key = "name", maxItems = 7) @Nullable
        List<NetworkInterfaceStatus> networkInterfaces,

        @Field("What runs, if for longer than five seconds") @Nullable
        Operation operation,

        @Field("What waits, and why") @Nullable PendingChanges pendingChanges,
        @Field("In Plan: what Manage would do") @Nullable PlanStatus plan,
        @Field("The last migration") @Nullable LastMigration lastMigration,

        @Field(value = "What matters now, in a sentence", maxLength = 1024) @Nullable
        String message,

        @Field(value = "Tokens of what is being made", key = "name", maxItems = 32) @Nullable
        List<PendingCreation> pendingCreations,

        @Field(value = "Approvals that were given", key = "name", maxItems = 64) @Nullable
        List<Approval> approvals,

        @Field(value = "Claims that features hold on the VM", key = "name") @Nullable
        List<Claim> claims,

        @Field(value = "Conditions", key = "type", maxItems = 32) @Nullable
        List<Condition> conditions)
        implements ApiRecord {
    public VirtualMachineStatus {
        disks = ApiRecord.copy(disks);
        detachedDisks = ApiRecord.copy(detachedDisks);
        networkInterfaces = ApiRecord.copy(networkInterfaces);
        pendingCreations = ApiRecord.copy(pendingCreations);
        approvals = ApiRecord.copy(approvals);
        claims = ApiRecord.copy(claims);
        conditions = ApiRecord.copy(conditions);
    }
}
