package io.xcpoperator.api.v1alpha1;

/** One key of a Secret of the same namespace that carries the label {@code xcp-operator.io/use: "true"}. */
public record SecretKeyRef(
        @Field("Name of the Secret") String name,
        @Field("Key in the Secret") String key) implements ApiRecord {}
