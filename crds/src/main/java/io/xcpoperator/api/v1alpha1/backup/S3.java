package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.CaBundleRef;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.LocalRef;
import org.jspecify.annotations.Nullable;

/** A bucket of an S3 store. */
public record S3(
        @Field(
                value = "Address of the store",
                change = FieldClass.Immutable,
                maxLength = 2048,
                pattern = "^https?://[^\\s/]+/?$")
        String endpoint,

        @Field(
                value = "Bucket",
                change = FieldClass.Immutable,
                maxLength = 63,
                pattern = "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
        String bucket,

        @Field(
                value = "Folder in it",
                change = FieldClass.Immutable,
                effective = "its root",
                maxLength = 512,
                pattern = Formats.RELATIVE_PATH)
        @Nullable
        String prefix,

        @Field(
                value = "Region",
                change = FieldClass.Immutable,
                effective = "us-east-1",
                maxLength = 64,
                pattern = "^[a-z0-9-]+$")
        @Nullable
        String region,

        @Field("Secret with accessKeyId and secretAccessKey")
        LocalRef credentialsSecretRef,

        @Field("CA certificates; absent = the operator's own trust store") @Nullable
        CaBundleRef caBundleRef)
        implements ApiRecord {}
