package io.xcpoperator.api.v1alpha1.storage;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.LocalRef;

/** A folder of a host. */
public record IsoPath(
        @Field(value = "The host, in the pool's namespace", change = FieldClass.Immutable)
        LocalRef hostRef,

        @Field(value = "The folder", change = FieldClass.Immutable, maxLength = 1024, pattern = Formats.PATH)
        String path)
        implements ApiRecord {}
