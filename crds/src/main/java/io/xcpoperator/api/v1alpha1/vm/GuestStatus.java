package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a guest's agent tells. */
public record GuestStatus(
        @Field("State of the agent") @Nullable AgentState agent,
        @Field("Operating system") @Nullable String operatingSystem,
        @Field("Host name") @Nullable String hostname,

        @Field(value = "Addresses, IPv4 first", maxItems = 32) @Nullable
        List<String> addresses)
        implements ApiRecord {
    public GuestStatus {
        addresses = ApiRecord.copy(addresses);
    }
}
