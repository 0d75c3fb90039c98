package io.xcpoperator.api.v1alpha1;

/** A choice that says all by being there: {@code {}}. */
public record EmptyObject() implements ApiRecord {}
