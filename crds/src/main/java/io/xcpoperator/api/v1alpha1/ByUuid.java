package io.xcpoperator.api.v1alpha1;

/** Picks an object of the pool by its uuid. */
public record ByUuid(
        @Field(value = "Uuid in the pool", pattern = Formats.UUID, maxLength = 36)
        String uuid) implements ApiRecord {}
