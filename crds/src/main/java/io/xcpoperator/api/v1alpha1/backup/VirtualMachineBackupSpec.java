package io.xcpoperator.api.v1alpha1.backup;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** What is backed up, where to. */
@RecordBuilder
public record VirtualMachineBackupSpec(
        @Field(value = "Whether the operator may write", schemaDefault = "Manage") @Nullable
        ManagementPolicy managementPolicy,

        @Field(value = "The VM", change = FieldClass.Immutable)
        BackedUpVm virtualMachine,

        @Field(value = "Where to", change = FieldClass.Immutable)
        Ref repositoryRef,

        @Field(value = "How", change = FieldClass.Immutable, schemaDefault = "Full") @Nullable
        BackupMode mode,

        @Field(value = "Delete: deleting this resource deletes the bytes", schemaDefault = "Retain") @Nullable
        DeletionPolicy deletionPolicy)
        implements ApiRecord {}
