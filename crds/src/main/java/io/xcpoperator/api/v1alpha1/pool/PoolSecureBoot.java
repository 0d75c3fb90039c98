package io.xcpoperator.api.v1alpha1.pool;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.LocalRef;
import org.jspecify.annotations.Nullable;

/** Certificates that the firmware of the pool's guests trusts. */
public record PoolSecureBoot(
        @Field("Default: the vendor's. Custom: those of secretRef")
        SecureBootCertificates certificates,

        @Field("Secret with the keys PK, KEK, db and dbx; for Custom") @Nullable
        LocalRef secretRef)
        implements ApiRecord {}
