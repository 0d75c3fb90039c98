package io.xcpoperator.api.v1alpha1.host;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Updates that wait for a host. */
public record HostUpdates(
        @Field("Packages") @Nullable Integer available,
        @Field("When it was looked up, RFC 3339") @Nullable String checkedAt,

        @Field("Whether what is installed waits for a reboot") @Nullable
        Boolean rebootRequired,

        @Field(value = "The packages", maxItems = 256) @Nullable
        List<HostPackage> packages)
        implements ApiRecord {
    public HostUpdates {
        packages = ApiRecord.copy(packages);
    }
}
