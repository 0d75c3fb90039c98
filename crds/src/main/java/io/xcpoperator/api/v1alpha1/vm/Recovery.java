package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** How a lost VM comes back. */
public record Recovery(
        @Field("Where its backups are") Ref repositoryRef,

        @Field(value = "Whether to look for one", effective = "Never") @Nullable
        RecoveryWhen when)
        implements ApiRecord {}
