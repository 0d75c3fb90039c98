package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import org.jspecify.annotations.Nullable;

/** A folder of a volume of the same namespace. */
public record ClaimFolder(
        @Field(value = "Name of the PersistentVolumeClaim", change = FieldClass.Immutable)
        String name,

        @Field(
                value = "Folder in it",
                change = FieldClass.Immutable,
                effective = "its root",
                maxLength = 1024,
                pattern = Formats.RELATIVE_PATH)
        @Nullable
        String path)
        implements ApiRecord {}
