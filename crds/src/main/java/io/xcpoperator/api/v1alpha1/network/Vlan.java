package io.xcpoperator.api.v1alpha1.network;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Ref;

/** A VLAN on a trunk. */
public record Vlan(
        @Field(value = "Tag", change = FieldClass.Immutable, min = 1, max = 4094)
        Integer tag,

        @Field(
                value =
                        "The network that carries it, itself without a tag; hosts without an interface on it do not get the VLAN",
                change = FieldClass.Immutable)
        Ref trunkRef)
        implements ApiRecord {}
