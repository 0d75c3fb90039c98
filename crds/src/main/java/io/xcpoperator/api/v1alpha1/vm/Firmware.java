package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import org.jspecify.annotations.Nullable;

/** Firmware of a VM. */
@ValidationRule(
        value = "!has(self.secureBoot) || !self.secureBoot || !has(self.mode) || self.mode == 'UEFI'",
        message = "firmware.secureBoot needs firmware.mode UEFI")
@ValidationRule(
        value = "!has(self.vtpm) || !self.vtpm || !has(self.mode) || self.mode == 'UEFI'",
        message = "firmware.vtpm needs firmware.mode UEFI")
public record Firmware(
        @Field(value = "BIOS or UEFI", change = FieldClass.Immutable) @Nullable
        FirmwareMode mode,

        @Field(value = "Whether only signed boot loaders start; with UEFI", change = FieldClass.NextBoot) @Nullable
        Boolean secureBoot,

        @Field(
                value = "Whether there is a virtual TPM; destroying one wants approve-delete-vtpm",
                change = FieldClass.Restart)
        @Nullable
        Boolean vtpm)
        implements ApiRecord {}
