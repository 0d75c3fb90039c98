package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A check of a repository's files. */
public record RepositoryCheck(
        @Field("When it ended, RFC 3339") @Nullable String at,
        @Field("What it found") @Nullable CheckResult result,

        @Field("Files that are none of a backup's; they stay") @Nullable
        Integer unknownFiles)
        implements ApiRecord {}
