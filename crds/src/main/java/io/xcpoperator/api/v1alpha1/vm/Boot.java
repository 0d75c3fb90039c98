package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import java.util.List;

/** Where a VM boots from. */
@ValidationRule(
        value = "self.order.all(d, self.order.exists_one(e, e == d))",
        message = "boot.order names a device twice")
public record Boot(
        @Field(value = "Devices in the order they are tried", change = FieldClass.NextBoot, minItems = 1, maxItems = 3)
        List<BootDevice> order)
        implements ApiRecord {
    public Boot {
        order = ApiRecord.copy(order);
    }
}
