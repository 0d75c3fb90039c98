package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network interface of a VM. */
public record NetworkInterface(
        @Field(value = "Identity of the entry", pattern = Formats.ENTRY_NAME, maxLength = 63)
        String name,

        @Field(value = "Position", change = FieldClass.Immutable, effective = "the first free", max = 6) @Nullable
        Integer device,

        @Field("The network; changes at once where the guest can hot-plug")
        Ref networkRef,

        @Field(
                value = "MAC address",
                change = FieldClass.Immutable,
                effective = "chosen once, shown in status",
                pattern = Formats.MAC,
                maxLength = 17)
        @Nullable
        String macAddress,

        @Field(
                value =
                        "Upper bound, 0 is none; the link drops for a change, so it waits for leave as a restart does; a guest that can hot-plug runs on with its interface replugged, any other is restarted",
                change = FieldClass.Restart,
                unit = "kB/s",
                max = 12500000)
        @Nullable
        Integer rateLimitKBps,

        @Field(
                value = "Addresses the guest may use; not empty: locked to them, empty: not locked",
                maxItems = 16,
                maxLength = 45,
                pattern = Formats.ADDRESS)
        @Nullable
        List<String> allowedAddresses)
        implements ApiRecord {
    public NetworkInterface {
        allowedAddresses = ApiRecord.copy(allowedAddresses);
    }
}
