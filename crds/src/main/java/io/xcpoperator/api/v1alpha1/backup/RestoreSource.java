package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.LocalRef;
import org.jspecify.annotations.Nullable;

/** What is brought back; exactly one. */
public record RestoreSource(
        @Field(value = "A backup", change = FieldClass.Immutable) @Nullable
        LocalRef virtualMachineBackupRef,

        @Field(value = "A snapshot", change = FieldClass.Immutable) @Nullable
        LocalRef virtualMachineSnapshotRef,

        @Field(value = "A backup that nobody declared, Xen Orchestra's included", change = FieldClass.Immutable)
        @Nullable
        RepositoryPath repository)
        implements ApiRecord {}
