package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.NotYet;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** A disk of a VM. */
@ValidationRule(
        value = "!has(self.size) || !has(oldSelf.size) || !isQuantity(string(self.size)) || "
                + "!isQuantity(string(oldSelf.size)) || "
                + "quantity(string(self.size)).compareTo(quantity(string(oldSelf.size))) >= 0",
        message = "disks[].size cannot shrink",
        messageExpression = "'disks[' + self.name + '].size cannot shrink (' + string(oldSelf.size) + ' → ' + "
                + "string(self.size) + ')'")
@ValidationRule(
        value = "!has(self.device) || self.device != 3",
        message = "disks[].device 3 is the CD drive's: take another, or leave it out",
        messageExpression = "'disks[' + self.name + '].device 3 is the CD drive\\'s: take another, or leave it out'")
@ValidationRule(
        value = "!has(self.size) || !isQuantity(string(self.size)) || "
                + "quantity(string(self.size)).compareTo(quantity('1Mi')) >= 0",
        message = "disks[].size is less than 1Mi",
        messageExpression =
                "'disks[' + self.name + '].size ' + string(self.size) + ' is less than 1Mi; a number alone counts bytes: write 40Gi for 40 GiB'")
public record Disk(
        @Field(value = "Identity of the entry", pattern = Formats.ENTRY_NAME, maxLength = 63)
        String name,

        @Field(
                value = "Position on the bus; 3 is the CD's",
                change = FieldClass.Immutable,
                effective = "the first free, kept in status",
                max = 15)
        @Nullable
        Integer device,

        @Field(
                value = "Size; grows with a restart on 8.2 and 8.3 and at once from xapi 26.16, and cannot shrink",
                change = FieldClass.Restart,
                liveSince = "26.16.1",
                effective = "that of the template's disk")
        @Nullable
        Quantity size,

        @Field(
                value = "Where it lies; changing it moves the disk, live where possible",
                effective = "the pool's default; with strict placement a local one of that host, if it has one")
        @Nullable
        Ref storageRepositoryRef,

        @NotYet(unless = "Include") @Field(value = "Whether backups take it", effective = "Include") @Nullable
        DiskBackup backup,

        @Field(value = "A disk of the pool, taken as it is", change = FieldClass.Immutable) @Nullable
        ExistingDisk existing)
        implements ApiRecord {}
