package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.LocalRef;

/** How a repository is encrypted: as Xen Orchestra does it. */
public record Encryption(
        @Field(value = "Secret whose key encryptionKey has exactly 32 characters", change = FieldClass.Immutable)
        LocalRef secretRef)
        implements ApiRecord {}
