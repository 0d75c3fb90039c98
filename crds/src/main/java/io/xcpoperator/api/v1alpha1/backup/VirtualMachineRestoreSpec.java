package io.xcpoperator.api.v1alpha1.backup;

import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import org.jspecify.annotations.Nullable;

/** What is brought back, and where to. It runs once. */
@RecordBuilder
@ValidationRule(
        value = "(self.mode == 'InPlace') == has(self.confirm)",
        message = "confirm goes with mode InPlace: the uuid of the VM that is overwritten")
@ValidationRule(
        value = "(self.mode == 'NewVirtualMachine') == has(self.target)",
        message = "target goes with mode NewVirtualMachine: where the new VM goes")
@ValidationRule(
        value = "!has(self.createResource) || self.mode == 'NewVirtualMachine'",
        message = "createResource goes with mode NewVirtualMachine")
public record VirtualMachineRestoreSpec(
        @Field(value = "Whether the operator may write", schemaDefault = "Manage") @Nullable
        ManagementPolicy managementPolicy,

        @Field(value = "What is brought back", change = FieldClass.Immutable)
        RestoreSource source,

        @Field(
                value = "A new VM, or in place of the one there is, which needs confirm",
                change = FieldClass.Immutable,
                schemaDefault = "NewVirtualMachine")
        @Nullable
        RestoreMode mode,

        @Field(
                value = "For InPlace: the uuid of the VM that is overwritten",
                change = FieldClass.Immutable,
                pattern = Formats.UUID,
                maxLength = 36)
        @Nullable
        String confirm,

        @Field(value = "For NewVirtualMachine: where to, and as what", change = FieldClass.Immutable) @Nullable
        RestoreTarget target,

        @Field(
                value =
                        "Also writes a VirtualMachine that manages it; absent: nobody does, and a VirtualMachine of the restore's name is there only until the VM is made",
                change = FieldClass.Immutable)
        @Nullable
        LocalRef createResource)
        implements ApiRecord {}
