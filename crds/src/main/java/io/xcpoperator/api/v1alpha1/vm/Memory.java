package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import org.jspecify.annotations.Nullable;

/** Memory of a VM. */
@ValidationRule(
        value = "!has(self.size) || !has(self.max) || !isQuantity(string(self.size)) || "
                + "!isQuantity(string(self.max)) || "
                + "quantity(string(self.size)).compareTo(quantity(string(self.max))) <= 0",
        message = "memory.size is more than memory.max: raise max")
@ValidationRule(
        value = "!has(self.size) || !isQuantity(string(self.size)) || "
                + "quantity(string(self.size)).compareTo(quantity('16Mi')) >= 0",
        message = "memory.size is less than 16Mi",
        messageExpression =
                "'memory.size ' + string(self.size) + ' is less than 16Mi; a number alone counts bytes: write 4Gi for 4 GiB'")
@ValidationRule(
        value = "!has(self.max) || !isQuantity(string(self.max)) || "
                + "quantity(string(self.max)).compareTo(quantity('16Mi')) >= 0",
        message = "memory.max is less than 16Mi",
        messageExpression =
                "'memory.max ' + string(self.max) + ' is less than 16Mi; a number alone counts bytes: write 4Gi for 4 GiB'")
public record Memory(
        @Field(
                value =
                        "What the guest has (dynamic_min = dynamic_max); at once up to max where the guest balloons, else a restart",
                otherwise = FieldClass.Restart)
        @Nullable
        Quantity size,

        @Field(
                value = "What it could be given while it runs (static_max)",
                change = FieldClass.Restart,
                effective = "size")
        @Nullable
        Quantity max)
        implements ApiRecord {}
