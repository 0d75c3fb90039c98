package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A proof that a backup restores. */
public record BackupProof(
        @Field("When, RFC 3339") @Nullable String at,
        @Field("What was seen") @Nullable ProofResult result) implements ApiRecord {}
