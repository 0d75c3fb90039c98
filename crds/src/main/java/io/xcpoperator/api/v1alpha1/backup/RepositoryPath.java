package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.Ref;

/** A backup by its place in a repository. */
public record RepositoryPath(
        @Field(value = "The repository", change = FieldClass.Immutable)
        Ref repositoryRef,

        @Field(
                value = "Where it lies in it",
                change = FieldClass.Immutable,
                maxLength = 1024,
                pattern = Formats.RELATIVE_PATH)
        String path)
        implements ApiRecord {}
