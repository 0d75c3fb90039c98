package io.xcpoperator.api.v1alpha1.backup;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.NotYet;
import org.jspecify.annotations.Nullable;

/** What is brought back; exactly one. */
@ValidationRule(
        value = "[has(self.virtualMachineBackupRef), has(self.virtualMachineSnapshotRef), "
                + "has(self.repository)].filter(x, x).size() == 1",
        message = "source is exactly one of virtualMachineBackupRef, virtualMachineSnapshotRef, repository")
public record RestoreSource(
        @NotYet @Field(value = "A backup", change = FieldClass.Immutable) @Nullable
        LocalRef virtualMachineBackupRef,

        @Field(value = "A snapshot", change = FieldClass.Immutable) @Nullable
        LocalRef virtualMachineSnapshotRef,

        @NotYet
        @Field(value = "A backup that nobody declared, Xen Orchestra's included", change = FieldClass.Immutable)
        @Nullable
        RepositoryPath repository)
        implements ApiRecord {}
