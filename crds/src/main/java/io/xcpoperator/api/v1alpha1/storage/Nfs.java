package io.xcpoperator.api.v1alpha1.storage;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import org.jspecify.annotations.Nullable;

/** An NFS export. */
public record Nfs(
        @Field(value = "Server", change = FieldClass.Immutable, pattern = Formats.HOST)
        String server,

        @Field(value = "Path of the export", change = FieldClass.Immutable, maxLength = 1024, pattern = Formats.PATH)
        String path,

        @Field(
                value = "Version of NFS: \"3\", \"4\", \"4.1\"",
                change = FieldClass.Immutable,
                effective = "\"3\"",
                maxLength = 3,
                pattern = "^(3|4|4\\.1)$")
        @Nullable
        String version)
        implements ApiRecord {}
