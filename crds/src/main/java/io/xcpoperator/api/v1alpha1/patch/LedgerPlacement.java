package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;

/** Where a VM ran. */
public record LedgerPlacement(
        @Field("Uuid of the VM") String vm,
        @Field("Name of the host") String host) implements ApiRecord {}
