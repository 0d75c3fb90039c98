package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What will be done to a host. */
public record PlannedHost(
        @Field("Name of the host") String host,

        @Field("Whether it leads the pool; it goes first") @Nullable
        Boolean coordinator,

        @Field("Packages") @Nullable Integer updates,
        @Field("Whether it reboots") @Nullable Boolean reboot,
        @Field("Packages that ask for the reboot") @Nullable List<String> why,

        @Field(value = "VMs that move", maxItems = 256) @Nullable
        List<PlannedMove> moves,

        @Field(value = "What stands in the way", maxItems = 256, maxLength = 1024) @Nullable
        List<String> blockers)
        implements ApiRecord {
    public PlannedHost {
        why = ApiRecord.copy(why);
        moves = ApiRecord.copy(moves);
        blockers = ApiRecord.copy(blockers);
    }
}
