package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** What must hold before patching begins. */
public record PatchRequirements(
        @Field("Every VM has a backup that is no older") @Nullable
        FreshBackups freshBackups) implements ApiRecord {}
