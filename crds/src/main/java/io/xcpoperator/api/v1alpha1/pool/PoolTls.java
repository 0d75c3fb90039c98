package io.xcpoperator.api.v1alpha1.pool;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.CaBundleRef;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which certificates of the pool's hosts are trusted. */
@ValidationRule(
        value = "self.mode != 'Pin' || (has(self.fingerprints) && self.fingerprints.size() > 0)",
        message = "tls.mode Pin needs tls.fingerprints, one of each host")
@ValidationRule(
        value = "self.mode == 'Pin' || !has(self.fingerprints)",
        message = "tls.fingerprints belongs to tls.mode Pin: set that mode or remove them")
@ValidationRule(
        value = "self.mode == 'Verify' || !has(self.caBundleRef)",
        message = "tls.caBundleRef belongs to tls.mode Verify: set that mode or remove it")
public record PoolTls(
        @Field(
                value =
                        "Verify: a CA signed it. Pin: its fingerprint is listed. TrustOnFirstUse: the first one seen is kept. Insecure: any; the chart must allow it",
                schemaDefault = "Verify")
        @Nullable
        TlsMode mode,

        @Field("CA certificates for Verify; absent = the operator's own trust store") @Nullable
        CaBundleRef caBundleRef,

        @Field(
                value = "SHA-256 fingerprints for Pin, one per host",
                maxItems = 64,
                pattern = Formats.SHA256_FINGERPRINT,
                maxLength = 102)
        @Nullable
        List<String> fingerprints)
        implements ApiRecord {
    public PoolTls {
        fingerprints = ApiRecord.copy(fingerprints);
    }
}
