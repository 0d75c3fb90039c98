package io.xcpoperator.api.v1alpha1.backup;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** A VM by its resource, or by pool and uuid. */
@ValidationRule(
        value = "has(self.virtualMachineRef) != (has(self.poolRef) && has(self.uuid))",
        message = "virtualMachine is either virtualMachineRef, or poolRef and uuid")
@ValidationRule(
        value = "has(self.poolRef) == has(self.uuid)",
        message = "virtualMachine.poolRef and virtualMachine.uuid go together")
public record BackedUpVm(
        @Field(value = "Its VirtualMachine", change = FieldClass.Immutable) @Nullable
        LocalRef virtualMachineRef,

        @Field(value = "The pool of a VM that nobody declared", change = FieldClass.Immutable) @Nullable
        Ref poolRef,

        @Field(
                value = "The uuid of a VM that nobody declared",
                change = FieldClass.Immutable,
                pattern = Formats.UUID,
                maxLength = 36)
        @Nullable
        String uuid)
        implements ApiRecord {}
