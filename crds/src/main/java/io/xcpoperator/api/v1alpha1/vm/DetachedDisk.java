package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A disk that the spec no longer lists; destroyed only by approve-delete-disk=&lt;uuid&gt; or with the VM. */
public record DetachedDisk(
        @Field("Uuid of the VDI") String uuid,
        @Field("Entry it had") @Nullable String name,
        @Field("When it was detached, RFC 3339") @Nullable String detachedAt)
        implements ApiRecord {}
