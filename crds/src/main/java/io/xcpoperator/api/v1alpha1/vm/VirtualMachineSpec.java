package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.NotYet;
import io.xcpoperator.api.v1alpha1.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a VM shall be. An absent field is not managed: the template's value, or what an adopted VM has. */
@RecordBuilder
@ValidationRule(
        value = "!has(self.disks) || self.disks.all(d, !has(d.device) || self.disks.exists_one(e, has(e.device) "
                + "&& e.device == d.device))",
        message = "two disks have the same device: give each its own, or leave device out")
@ValidationRule(
        value = "!has(self.networkInterfaces) || self.networkInterfaces.all(n, !has(n.device) || "
                + "self.networkInterfaces.exists_one(e, has(e.device) && e.device == n.device))",
        message = "two networkInterfaces have the same device: give each its own, or leave device out")
@ValidationRule(
        value = "!has(self.networkInterfaces) || self.networkInterfaces.all(n, !has(n.macAddress) || "
                + "self.networkInterfaces.exists_one(e, has(e.macAddress) && "
                + "e.macAddress.lowerAscii() == n.macAddress.lowerAscii()))",
        message = "two networkInterfaces have the same macAddress: give each its own, or leave macAddress out")
@ValidationRule(
        value = "!has(self.source.empty) || !has(self.disks) || self.disks.all(d, has(d.size) || " + "has(d.existing))",
        message = "with source.empty each of disks needs a size, or existing")
@ValidationRule(
        value = "!has(self.recovery) || !has(self.source.existing)",
        message = "recovery is for a VM that we create: remove it, or take another source than existing")
@ValidationRule(
        value = "!has(self.cloudInit) || !has(self.source.existing)",
        message =
                "cloudInit is for the first boot of a VM that we create: remove it, or take another source than existing")
@ValidationRule(
        value = "self.whenMissing != 'Recreate' || !has(self.source.existing)",
        message = "whenMissing Recreate needs something to make the VM from: with source.existing leave it Stall")
public record VirtualMachineSpec(
        @Field(value = "Whether the operator may write", schemaDefault = "Manage") @Nullable
        ManagementPolicy managementPolicy,

        @Field(value = "The pool", change = FieldClass.Immutable)
        Ref poolRef,

        @Field(value = "Name label", effective = "metadata.name for a VM we create") @Nullable
        String nameLabel,

        @Field(value = "Description", maxLength = 1024) @Nullable
        String description,

        @Field(value = "What the VM is made from", change = FieldClass.Immutable)
        VmSource source,

        @NotYet @Field("Restore from a backup instead of starting anew, when cluster and pool were rebuilt") @Nullable
        Recovery recovery,

        @Field(value = "What to do when the VM is gone from the pool", schemaDefault = "Stall") @Nullable
        WhenMissing whenMissing,

        @Field("Processors") @Nullable Cpu cpu,
        @Field("Memory") @Nullable Memory memory,
        @Field("Firmware") @Nullable Firmware firmware,

        @Field(value = "Where it boots from", change = FieldClass.NextBoot) @Nullable
        Boot boot,

        @Field(value = "Rarely needed", change = FieldClass.Restart) @Nullable
        Advanced advanced,

        @Field(
                value =
                        "Disks; an entry taken away is detached and kept, a disk of the VM that nobody lists is left alone",
                otherwise = {FieldClass.NextBoot, FieldClass.Restart},
                key = "name",
                maxItems = 16)
        @Nullable
        List<Disk> disks,

        @Field(
                value = "The CD drive; {} is an empty one. The medium changes at once, a drive comes with a start",
                change = FieldClass.Restart)
        @Nullable
        Cdrom cdrom,

        @Field(
                value =
                        "Network interfaces; an entry taken away is removed, one that vanished is made again with its MAC address, one of the VM that nobody lists is left alone",
                otherwise = {FieldClass.NextBoot, FieldClass.Restart},
                key = "name",
                maxItems = 7)
        @Nullable
        List<NetworkInterface> networkInterfaces,

        @Field(
                value =
                        "Read by the guest at its first boot, of a VM that we make; a later change shows in status.pendingChanges",
                change = FieldClass.FirstBoot)
        @Nullable
        CloudInit cloudInit,

        @Field(value = "What the VM shall be doing", effective = "Running for a VM we create") @Nullable
        PowerState powerState,

        @Field("How it is stopped") @Nullable Shutdown shutdown,

        @Field("When a change that needs a restart may have one") @Nullable
        RestartPolicy restartPolicy,

        @Field("Where it runs; changing it migrates") @Nullable
        Placement placement,

        @NotYet(unless = "Migrate")
        @Field(value = "What happens to it when its host is emptied", schemaDefault = "Migrate")
        @Nullable
        Evacuation evacuation,

        @Field("What the pool's high availability does for it") @Nullable
        VmHighAvailability highAvailability,

        @Field(
                "Whether it starts with its host; the VM's key only, condition AutoPowerOnOffOnPool tells when the pool's is off")
        @Nullable
        Boolean autoPowerOn,

        @Field(value = "Tags; only those we add are ours", maxLength = 128, unique = true) @Nullable
        List<String> tags,

        @Field("What is expected of the guest's agent") @Nullable
        GuestAgent guestAgent,

        @Field("Snapshots taken before risky acts; absent: only by restores in place, and none goes by itself")
        @Nullable
        SafetySnapshots safetySnapshots,

        @Field(
                value = "What becomes of the VM when this resource is deleted",
                effective = "Delete when created, Retain when adopted")
        @Nullable
        DeletionPolicy deletionPolicy,

        @Field("Refuses deletion, here and in the pool (blocked_operations.destroy)") @Nullable
        Boolean deletionProtection)
        implements ApiRecord {
    public VirtualMachineSpec {
        disks = ApiRecord.copy(disks);
        networkInterfaces = ApiRecord.copy(networkInterfaces);
        tags = ApiRecord.copy(tags);
    }
}
