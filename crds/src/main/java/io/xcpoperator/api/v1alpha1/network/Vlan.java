package io.xcpoperator.api.v1alpha1.network;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Ref;

/** A VLAN on a trunk. */
public record Vlan(
        @Field(value = "Tag", change = FieldClass.Immutable, min = 1, max = 4094)
        Integer tag,

        @Field(value = "The network that carries it untagged", change = FieldClass.Immutable)
        Ref trunkRef)
        implements ApiRecord {}
