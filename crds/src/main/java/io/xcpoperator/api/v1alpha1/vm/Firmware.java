package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import org.jspecify.annotations.Nullable;

/** Firmware of a VM. */
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
