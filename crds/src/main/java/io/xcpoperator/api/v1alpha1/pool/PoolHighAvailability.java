package io.xcpoperator.api.v1alpha1.pool;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** High availability of the pool. */
@ValidationRule(
        value = "!self.enabled || (has(self.heartbeatStorageRepositoryRefs) && "
                + "self.heartbeatStorageRepositoryRefs.size() > 0)",
        message = "highAvailability.enabled needs heartbeatStorageRepositoryRefs: shared storage for the heartbeat")
public record PoolHighAvailability(
        @Field("Whether it is on") Boolean enabled,

        @Field(value = "Shared storage for the heartbeat", maxItems = 8) @Nullable
        List<Ref> heartbeatStorageRepositoryRefs,

        @Field(value = "Host failures that are planned for", unit = "hosts", max = 15) @Nullable
        Integer hostFailuresToTolerate,

        @Field(value = "How long a host may be silent", pattern = Formats.DURATION, maxLength = 20) @Nullable
        String timeout,

        @Field(value = "Two hosts cannot tell a dead host from a cut cable; true accepts that", effective = "false")
        @Nullable
        Boolean acknowledgeTwoHosts)
        implements ApiRecord {
    public PoolHighAvailability {
        heartbeatStorageRepositoryRefs = ApiRecord.copy(heartbeatStorageRepositoryRefs);
    }
}
