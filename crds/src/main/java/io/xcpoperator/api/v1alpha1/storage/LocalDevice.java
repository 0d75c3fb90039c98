package io.xcpoperator.api.v1alpha1.storage;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.LocalRef;

/** A device of a host. What is on it is lost when it is formatted, which wants approve-format=&lt;host&gt;:&lt;device&gt;. */
public record LocalDevice(
        @Field(value = "The host, in the pool's namespace", change = FieldClass.Immutable)
        LocalRef hostRef,

        @Field(
                value = "The device, below /dev/disk/by-id/",
                change = FieldClass.Immutable,
                maxLength = 256,
                pattern = "^/dev/disk/by-id/[A-Za-z0-9._:+-]+$")
        String device)
        implements ApiRecord {}
