package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** High availability before and now. */
public record LedgerHighAvailability(
        @Field("Before") @Nullable LedgerSwitch was,
        @Field("Now") @Nullable LedgerState state) implements ApiRecord {}
