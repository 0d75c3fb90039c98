package io.xcpoperator.api.v1alpha1.snapshot;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import org.jspecify.annotations.Nullable;

/** What a snapshot shall be. */
@RecordBuilder
public record VirtualMachineSnapshotSpec(
        @Field(value = "Whether the operator may write", schemaDefault = "Manage") @Nullable
        ManagementPolicy managementPolicy,

        @Field(value = "The VM", change = FieldClass.Immutable)
        LocalRef virtualMachineRef,

        @Field(
                value = "Include: a checkpoint; the VM stalls, status.stallSeconds tells for how long",
                change = FieldClass.Immutable,
                schemaDefault = "Exclude")
        @Nullable
        SnapshotMemory memory,

        @Field(
                value = "After it the pool's snapshot goes and this resource stays, Expired",
                effective = "until this resource is deleted",
                pattern = Formats.DURATION,
                maxLength = 20)
        @Nullable
        String timeToLive,

        @Field(value = "What becomes of the pool's snapshot when this resource is deleted", schemaDefault = "Delete")
        @Nullable
        DeletionPolicy deletionPolicy)
        implements ApiRecord {}
