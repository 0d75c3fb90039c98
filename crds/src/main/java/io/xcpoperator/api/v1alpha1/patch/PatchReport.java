package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was done. */
public record PatchReport(
        @Field("XAPI's version on each host before") @Nullable
        Map<String, String> before,

        @Field("XAPI's version on each host after") @Nullable
        Map<String, String> after,

        @Field("VMs whose power state changed") @Nullable Integer powerStateChanges,

        @Field("Longest time a VM did not run, as 0s") @Nullable
        String longestNotRunning)
        implements ApiRecord {
    public PatchReport {
        before = ApiRecord.copy(before);
        after = ApiRecord.copy(after);
    }
}
