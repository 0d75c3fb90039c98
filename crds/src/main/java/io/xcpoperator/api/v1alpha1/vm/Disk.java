package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** A disk of a VM. */
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
                effective = "that of the template's disk")
        @Nullable
        Quantity size,

        @Field(
                value = "Where it lies; changing it moves the disk, live where possible",
                effective = "the pool's default, or with placement a local one of that host")
        @Nullable
        Ref storageRepositoryRef,

        @Field(value = "Whether backups take it", effective = "Include") @Nullable
        DiskBackup backup,

        @Field(value = "A disk of the pool, taken as it is", change = FieldClass.Immutable) @Nullable
        ExistingDisk existing)
        implements ApiRecord {}
