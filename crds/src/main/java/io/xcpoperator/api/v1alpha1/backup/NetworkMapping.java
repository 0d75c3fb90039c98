package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Ref;

/** The network of one interface. */
public record NetworkMapping(
        @Field(value = "Name of the interface, or its position", change = FieldClass.Immutable, maxLength = 63)
        String name,

        @Field(value = "The network", change = FieldClass.Immutable)
        Ref networkRef)
        implements ApiRecord {}
