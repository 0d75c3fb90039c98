package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A VM that will move. */
public record PlannedMove(
        @Field("Name of the VM") String vm,
        @Field("Name of the host it goes to") @Nullable String to) implements ApiRecord {}
