package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** VMs of a pool; those that fit every field given. */
public record PoolSelection(
        @Field("The pool") Ref poolRef,

        @Field(value = "One of these tags", maxLength = 128) @Nullable
        List<String> tags,

        @Field(value = "One of these name labels; * stands for any characters") @Nullable
        List<String> names,

        @Field(value = "In one of these states", maxItems = 4) @Nullable
        List<PowerState> powerStates)
        implements ApiRecord {
    public PoolSelection {
        tags = ApiRecord.copy(tags);
        names = ApiRecord.copy(names);
        powerStates = ApiRecord.copy(powerStates);
    }
}
