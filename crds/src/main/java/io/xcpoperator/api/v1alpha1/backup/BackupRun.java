package io.xcpoperator.api.v1alpha1.backup;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A run of a policy. */
public record BackupRun(
        @Field("Its id, as 20261101t170000z") String id,
        @Field("Start, RFC 3339") @Nullable String startedAt,
        @Field("End, RFC 3339") @Nullable String finishedAt,
        @Field("How it ended") @Nullable RunResult result,
        @Field("VMs it took") @Nullable Integer virtualMachines,
        @Field("Bytes it moved") @Nullable Quantity bytes,

        @Field(value = "How fast", unit = "bytes/s") @Nullable
        Quantity bytesPerSecond)
        implements ApiRecord {}
