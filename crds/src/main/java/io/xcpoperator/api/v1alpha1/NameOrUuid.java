package io.xcpoperator.api.v1alpha1;

import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Picks an object of the pool by name label or by uuid; exactly one of the two. A name that fits more than one object is an error. */
@ValidationRule(value = "has(self.name) != has(self.uuid)", message = "give exactly one of name and uuid")
public record NameOrUuid(
        @Field(value = "Name label; must be unique in the pool") @Nullable
        String name,

        @Field(value = "Uuid in the pool", pattern = Formats.UUID, maxLength = 36) @Nullable
        String uuid)
        implements ApiRecord {}
