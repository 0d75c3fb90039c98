package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;

/** A disk that is there already. */
public record ExistingDisk(
        @Field(value = "Uuid of the VDI", pattern = Formats.UUID, maxLength = 36)
        String vdiUuid) implements ApiRecord {}
