package io.xcpoperator.api.v1alpha1.pool;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.LocalRef;
import org.jspecify.annotations.Nullable;

/** Certificates that the firmware of the pool's guests trusts. */
@ValidationRule(
        value = "(self.certificates == 'Custom') == has(self.secretRef)",
        message = "secureBoot.secretRef goes with secureBoot.certificates Custom: give both or neither")
public record PoolSecureBoot(
        @Field("Default: the vendor's. Custom: those of secretRef")
        SecureBootCertificates certificates,

        @Field("Secret with the keys PK, KEK, db and dbx; for Custom") @Nullable
        LocalRef secretRef)
        implements ApiRecord {}
