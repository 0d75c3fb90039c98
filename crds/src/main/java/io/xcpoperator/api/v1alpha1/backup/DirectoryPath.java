package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;

/** A folder that the operator sees. */
public record DirectoryPath(
        @Field(value = "The folder", change = FieldClass.Immutable, maxLength = 1024, pattern = Formats.PATH)
        String directory)
        implements ApiRecord {}
