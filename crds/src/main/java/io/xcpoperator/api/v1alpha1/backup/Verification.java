package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** How a backup is proved. */
public record Verification(
        @Field(value = "Whether the bytes are read back and compared", effective = "true") @Nullable
        Boolean checksums,

        @Field("Restores for a test, on a network without any wire") @Nullable
        RestoreTest restoreTest)
        implements ApiRecord {}
