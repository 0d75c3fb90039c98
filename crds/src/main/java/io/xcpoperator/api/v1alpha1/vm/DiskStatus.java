package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A disk of a VM as it is. */
public record DiskStatus(
        @Field("Entry of the spec") String name,
        @Field("Uuid of the VDI") @Nullable String uuid,
        @Field("Position on the bus") @Nullable Integer device,
        @Field("Size") @Nullable Quantity size,
        @Field("Space it takes on the storage") @Nullable Quantity used,

        @Field("Links of its chain, 1 = none but itself") @Nullable
        Integer chainDepth)
        implements ApiRecord {}
