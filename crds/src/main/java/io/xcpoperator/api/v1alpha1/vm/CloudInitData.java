package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.SecretKeyRef;
import org.jspecify.annotations.Nullable;

/** A text for cloud-init; exactly one of the two. */
@ValidationRule(
        value = "has(self.secretKeyRef) != has(self.inline)",
        message = "give exactly one of secretKeyRef and inline")
public record CloudInitData(
        @Field(value = "Key of a Secret, of at most 1 MiB", change = FieldClass.FirstBoot) @Nullable
        SecretKeyRef secretKeyRef,

        @Field(
                value = "The text itself, for what everybody may see who sees the VM",
                change = FieldClass.FirstBoot,
                maxLength = 65536)
        @Nullable
        String inline)
        implements ApiRecord {
    /** People write passwords where they should not. */
    @Override
    public String toString() {
        return "CloudInitData[secretKeyRef=" + secretKeyRef + ", inline=" + (inline == null ? "null" : "***") + "]";
    }
}
