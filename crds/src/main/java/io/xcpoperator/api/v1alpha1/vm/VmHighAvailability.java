package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import org.jspecify.annotations.Nullable;

/** What the pool's high availability does for a VM. */
public record VmHighAvailability(
        @Field("Whether it is restarted when its host dies") @Nullable
        RestartPriority restartPriority,

        @Field(value = "Order of restarts, low first", max = 65535) @Nullable
        Integer order,

        @Field(value = "How long the next in order waits", pattern = Formats.DURATION, maxLength = 20) @Nullable
        String startDelay)
        implements ApiRecord {}
