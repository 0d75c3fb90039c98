package io.xcpoperator.api.v1alpha1;

/** Names a resource of the same namespace (a host: of the pool's namespace). */
public record LocalRef(@Field("Name of the resource") String name) implements ApiRecord {}
