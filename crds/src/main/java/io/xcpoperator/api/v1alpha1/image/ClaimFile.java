package io.xcpoperator.api.v1alpha1.image;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;

/** A file on a volume of the same namespace. */
public record ClaimFile(
        @Field(
                value = "Name of the PersistentVolumeClaim",
                change = FieldClass.Immutable,
                maxLength = 253,
                pattern = Formats.OBJECT_NAME)
        String name,

        @Field(
                value = "Path of the file in it",
                change = FieldClass.Immutable,
                maxLength = 1024,
                pattern = Formats.RELATIVE_PATH)
        String path)
        implements ApiRecord {}
