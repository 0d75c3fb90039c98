package io.xcpoperator.api.v1alpha1.pool;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A certificate that a host showed. */
public record HostCertificate(
        @Field("Name of the host") String host,
        @Field("Its SHA-256 fingerprint") @Nullable String sha256,
        @Field("When it runs out, RFC 3339") @Nullable String notAfter,
        @Field("Why it is trusted") @Nullable CertificateTrust trust)
        implements ApiRecord {}
