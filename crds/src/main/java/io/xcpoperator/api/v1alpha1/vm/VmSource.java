package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.ByUuid;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.NotYet;
import org.jspecify.annotations.Nullable;

/** What a VM is made from; exactly one. */
@ValidationRule(
        value = "[has(self.image), has(self.template), has(self.empty), has(self.existing), has(self.snapshot), "
                + "has(self.backup)].filter(x, x).size() == 1",
        message = "source is exactly one of image, template, empty, existing, snapshot, backup")
public record VmSource(
        @Field("Disk 0 starts as a copy of an image") @Nullable
        ImageSource image,

        @Field("A template with disks of its own; disk 0 is its disk 0") @Nullable
        NameOrUuid template,

        @Field("Nothing: installed from cdrom or network") @Nullable
        EmptySource empty,

        @Field("Adopts a VM of the pool: one write, the owner mark") @Nullable
        ByUuid existing,

        @Field("A copy of a snapshot of the same pool, taken without memory; only read when the VM is made") @Nullable
        SnapshotSource snapshot,

        @NotYet @Field("A copy of a backup") @Nullable BackupSource backup)
        implements ApiRecord {}
