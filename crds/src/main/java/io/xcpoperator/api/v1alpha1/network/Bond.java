package io.xcpoperator.api.v1alpha1.network;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import java.util.List;

/** Several interfaces of a host as one. */
public record Bond(
        @Field(
                value =
                        "Devices, the same on every host; never the management interface. Over one in use the bond waits for "
                                + "approve-outage",
                change = FieldClass.Immutable,
                minItems = 2,
                unique = true,
                maxItems = 4,
                pattern = "^[a-z][a-z0-9]*$",
                maxLength = 15)
        List<String> devices,

        @Field(value = "How traffic is spread", change = FieldClass.Immutable)
        BondMode mode)
        implements ApiRecord {
    public Bond {
        devices = ApiRecord.copy(devices);
    }
}
