package io.xcpoperator.api.v1alpha1.pool;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connection to the pool. */
public record PoolConnectionStatus(
        @Field("How it is") @Nullable ConnectionState state,
        @Field("Name of the coordinator") @Nullable String coordinator,
        @Field("Its address") @Nullable String coordinatorAddress,
        @Field("Since when it is so, RFC 3339") @Nullable String since,

        @Field("Reconnects since the operator started") @Nullable
        Integer reconnects,

        @Field(value = "Certificates of the hosts", key = "host") @Nullable
        List<HostCertificate> certificates)
        implements ApiRecord {
    public PoolConnectionStatus {
        certificates = ApiRecord.copy(certificates);
    }
}
