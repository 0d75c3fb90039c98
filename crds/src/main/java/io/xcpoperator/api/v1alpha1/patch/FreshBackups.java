package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;

/** How old a VM's newest backup may be. */
public record FreshBackups(
        @Field(value = "Highest age", pattern = Formats.DURATION, maxLength = 20)
        String maxAge) implements ApiRecord {}
