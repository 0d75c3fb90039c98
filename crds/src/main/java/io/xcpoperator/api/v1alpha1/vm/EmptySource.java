package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import org.jspecify.annotations.Nullable;

/** An empty VM. */
public record EmptySource(
        @Field(value = "Template for the platform's flags", effective = "Other install media") @Nullable
        NameOrUuid platformTemplate)
        implements ApiRecord {}
