package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A migration that ended. */
public record LastMigration(
        @Field("Host it left") @Nullable String from,
        @Field("Host it reached") @Nullable String to,

        @Field(value = "How long it took", unit = "s") @Nullable
        Integer durationSeconds,

        @Field("When it ended, RFC 3339") @Nullable String at)
        implements ApiRecord {}
