package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of a VM that are rarely needed. */
public record Advanced(
        @Field(value = "Whether the guest can run VMs itself", change = FieldClass.Restart) @Nullable
        Boolean nestedVirtualization,

        @Field(
                value = "Whether Windows may fetch the vendor's drivers from Windows Update",
                change = FieldClass.Restart)
        @Nullable
        Boolean vendorDevice,

        @Field(value = "Memory of the video card", change = FieldClass.Restart) @Nullable
        Quantity videoRam,

        @Field(
                value = "PCI devices given to the guest, as 0000:03:00.0",
                change = FieldClass.Restart,
                maxItems = 16,
                pattern = "^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]$",
                maxLength = 12)
        @Nullable
        List<String> pciDevices)
        implements ApiRecord {
    public Advanced {
        pciDevices = ApiRecord.copy(pciDevices);
    }
}
