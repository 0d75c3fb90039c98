package io.xcpoperator.api.v1alpha1.storage;

import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.ByUuid;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.NamespaceSet;
import io.xcpoperator.api.v1alpha1.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a storage repository shall be; exactly one of nfs, ext, lvm, iscsi, smb, isoPath, isoNfs, isoSmb, existing. */
@RecordBuilder
@ValidationRule(
        value = "[has(self.nfs), has(self.ext), has(self.lvm), has(self.iscsi), has(self.smb), "
                + "has(self.isoPath), has(self.isoNfs), has(self.isoSmb), has(self.existing)].filter(x, x).size() "
                + "== 1",
        message = "storage is exactly one of nfs, ext, lvm, iscsi, smb, isoPath, isoNfs, isoSmb, existing")
@ValidationRule(
        value = "!has(self.attach) || !has(self.existing)",
        message = "attach is for storage the pool does not have yet: existing alone says which one")
@ValidationRule(
        value = "self.create != 'Beside' || has(self.nfs) || has(self.smb)",
        message = "create Beside works for nfs and smb: leave it IfEmpty")
public record StorageRepositorySpec(
        @Field(value = "Whether the operator may write", schemaDefault = "Manage") @Nullable
        ManagementPolicy managementPolicy,

        @Field(value = "The pool", change = FieldClass.Immutable)
        Ref poolRef,

        @Field(value = "Disks on an NFS export", change = FieldClass.Immutable) @Nullable
        Nfs nfs,

        @Field(value = "Disks as files on a device of a host", change = FieldClass.Immutable) @Nullable
        LocalDevice ext,

        @Field(value = "Disks as volumes on a device of a host", change = FieldClass.Immutable) @Nullable
        LocalDevice lvm,

        @Field(value = "Disks as volumes on an iSCSI LUN", change = FieldClass.Immutable) @Nullable
        Iscsi iscsi,

        @Field(value = "Disks on an SMB share", change = FieldClass.Immutable) @Nullable
        Smb smb,

        @Field(value = "ISO images in a folder of a host", change = FieldClass.Immutable) @Nullable
        IsoPath isoPath,

        @Field(value = "ISO images on an NFS export", change = FieldClass.Immutable) @Nullable
        Nfs isoNfs,

        @Field(value = "ISO images on an SMB share", change = FieldClass.Immutable) @Nullable
        Smb isoSmb,

        @Field(value = "Adopts a storage repository of the pool", change = FieldClass.Immutable) @Nullable
        NameOrUuid existing,

        @Field("A storage repository that the probe found there; never guessed") @Nullable
        ByUuid attach,

        @Field(
                value = "IfEmpty: only where nothing is. Beside: a new one next to what is there, for nfs and smb",
                schemaDefault = "IfEmpty")
        @Nullable
        CreateStorage create,

        @Field(value = "Name label", effective = "metadata.name for one we create") @Nullable
        String nameLabel,

        @Field(value = "Description", maxLength = 1024) @Nullable
        String description,

        @Field(value = "Tags; only those we add are ours", maxLength = 128, unique = true) @Nullable
        List<String> tags,

        @Field("Who else may use it; its own namespace always may") @Nullable
        NamespaceSet allowedNamespaces,

        @Field(
                value =
                        "Retain: nothing but our mark goes. Forget: unplugged, data untouched; refused while a VM uses it. Delete: only if empty and ours",
                schemaDefault = "Retain")
        @Nullable
        StorageDeletionPolicy deletionPolicy)
        implements ApiRecord {
    public StorageRepositorySpec {
        tags = ApiRecord.copy(tags);
    }
}
