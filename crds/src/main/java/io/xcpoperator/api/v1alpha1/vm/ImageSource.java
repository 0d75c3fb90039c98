package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** A disk image, and the template that gives the platform's flags. */
public record ImageSource(
        @Field("The image") Ref diskImageRef,

        @Field(value = "Template for the platform's flags", effective = "Other install media") @Nullable
        NameOrUuid platformTemplate)
        implements ApiRecord {}
