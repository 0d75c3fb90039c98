package io.xcpoperator.api.v1alpha1.image;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.CaBundleRef;
import io.xcpoperator.api.v1alpha1.EmptyObject;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import org.jspecify.annotations.Nullable;

/** Where an image comes from; exactly one of url, persistentVolumeClaim, existing, upload. */
@ValidationRule(
        value = "[has(self.url), has(self.persistentVolumeClaim), has(self.existing), "
                + "has(self.upload)].filter(x, x).size() == 1",
        message = "source is exactly one of url, persistentVolumeClaim, existing, upload")
@ValidationRule(
        value = "!has(self.sha256) || !has(self.existing)",
        message = "sha256 is for bytes that are fetched: remove it with existing")
@ValidationRule(
        value = "!has(self.caBundleRef) || (has(self.url) && self.url.startsWith('https://'))",
        message = "caBundleRef is for an https address: remove it, or use one in url")
public record ImageOrigin(
        @Field(
                value = "An http or https address",
                change = FieldClass.Immutable,
                maxLength = 2048,
                pattern = "^https?://[^\\s/]+(/\\S*)?$")
        @Nullable
        String url,

        @Field(
                value = "SHA-256 of the bytes as they are fetched",
                change = FieldClass.Immutable,
                maxLength = 64,
                pattern = Formats.SHA256)
        @Nullable
        String sha256,

        @Field(
                value = "CA certificates for url, the only ones then; absent = the operator's own trust store",
                change = FieldClass.Immutable)
        @Nullable
        CaBundleRef caBundleRef,

        @Field(value = "A file on a volume of the same namespace", change = FieldClass.Immutable) @Nullable
        ClaimFile persistentVolumeClaim,

        @Field(value = "Adopts an image of the pool that is no VM's disk", change = FieldClass.Immutable) @Nullable
        NameOrUuid existing,

        @Field(value = "Waits for: kubectl xcp upload FILE", change = FieldClass.Immutable) @Nullable
        EmptyObject upload)
        implements ApiRecord {}
