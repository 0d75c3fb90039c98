package io.xcpoperator.api.v1alpha1.backup;

import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** Which VMs; virtualMachines, pool, or both. */
@ValidationRule(
        value = "has(self.virtualMachines) || has(self.pool)",
        message = "select needs virtualMachines, pool or both")
public record BackupSelection(
        @Field("VirtualMachine resources of this namespace, by label") @Nullable
        LabelSelector virtualMachines,

        @Field("VMs of a pool that nobody declared; needs Administer") @Nullable
        PoolSelection pool,

        @Field("What is left out all the same") @Nullable SelectionExclude exclude)
        implements ApiRecord {}
