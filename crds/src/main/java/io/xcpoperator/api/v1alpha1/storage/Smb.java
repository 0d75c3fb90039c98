package io.xcpoperator.api.v1alpha1.storage;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.LocalRef;

/** An SMB share. */
public record Smb(
        @Field(value = "Server", change = FieldClass.Immutable, pattern = Formats.HOST)
        String server,

        @Field(
                value = "Share and path in it, as /vms/xcp",
                change = FieldClass.Immutable,
                maxLength = 1024,
                pattern = Formats.PATH)
        String path,

        @Field(value = "Secret with username and password", change = FieldClass.Immutable)
        LocalRef credentialsSecretRef)
        implements ApiRecord {}
