package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** A restore that is started, looked at and thrown away. */
public record RestoreTest(
        @Field(value = "How often for each VM", pattern = Formats.DURATION, maxLength = 20)
        String every,

        @Field("The pool") Ref poolRef,
        @Field("The storage there") Ref storageRepositoryRef,
        @Field("A network without any physical interface") Ref networkRef,

        @Field(value = "What proves that it lives", effective = "GuestAgent") @Nullable
        RestoreProbe probe,

        @Field(value = "How long it may take", effective = "10m", pattern = Formats.DURATION, maxLength = 20) @Nullable
        String timeout)
        implements ApiRecord {}
