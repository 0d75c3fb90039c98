package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Snapshots taken before risky acts. */
public record SafetySnapshots(
        @Field(value = "Before which acts", effective = "[Revert]", maxItems = 3, unique = true) @Nullable
        List<RiskyAct> before,

        @Field(value = "How many stay; the oldest goes", unit = "snapshots", effective = "2", min = 1, max = 16)
        @Nullable
        Integer keep)
        implements ApiRecord {
    public SafetySnapshots {
        before = ApiRecord.copy(before);
    }
}
