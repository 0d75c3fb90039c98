package io.xcpoperator.api.v1alpha1;

/** A key of a Secret or ConfigMap of the same namespace that holds certificates in PEM. */
public record CaBundleRef(
        @Field("Where it is kept") CaBundleKind kind,
        @Field("Name of the Secret or ConfigMap") String name,
        @Field("Key in it") String key)
        implements ApiRecord {}
