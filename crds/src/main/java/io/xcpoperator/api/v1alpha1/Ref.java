package io.xcpoperator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/** Names a resource of ours, if wanted in another namespace. */
public record Ref(
        @Field(value = "Name of the resource", maxLength = 253)
        String name,

        @Field(value = "Its namespace", effective = "the namespace of the referring resource", maxLength = 63) @Nullable
        String namespace)
        implements ApiRecord {
    /** A resource in the referring resource's own namespace. */
    public static Ref to(String name) {
        return new Ref(name, null);
    }
}
