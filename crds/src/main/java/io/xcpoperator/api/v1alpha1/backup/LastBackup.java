package io.xcpoperator.api.v1alpha1.backup;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** The newest backup of a VM. */
public record LastBackup(
        @Field("Its VirtualMachineBackup") @Nullable String backup,
        @Field("How it was made") @Nullable BackupMode mode,
        @Field("Bytes it moved") @Nullable Quantity bytes,

        @Field(value = "How long it took", unit = "s") @Nullable
        Integer durationSeconds,

        @Field(value = "Why it was a full one, or by HTTP", maxLength = 1024) @Nullable
        String why)
        implements ApiRecord {}
