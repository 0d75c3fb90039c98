package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network interface of a VM as it is. */
public record NetworkInterfaceStatus(
        @Field("Entry of the spec") String name,
        @Field("Position") @Nullable Integer device,

        @Field("MAC address; of one that vanished, its last") @Nullable
        String macAddress,

        @Field(value = "Addresses the guest tells", maxItems = 32) @Nullable
        List<String> addresses,

        @Field("Whether it is plugged in") @Nullable Boolean attached)
        implements ApiRecord {
    public NetworkInterfaceStatus {
        addresses = ApiRecord.copy(addresses);
    }
}
