package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** Start of VMs with their host, before and now. */
public record LedgerAutoPowerOn(
        @Field("Before") @Nullable Boolean was,
        @Field("Now") @Nullable LedgerState state) implements ApiRecord {}
