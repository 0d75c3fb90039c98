package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Ref;

/** Where replicas are kept. */
public record Replication(
        @Field("The pool") Ref poolRef,
        @Field("The storage there") Ref storageRepositoryRef) implements ApiRecord {}
