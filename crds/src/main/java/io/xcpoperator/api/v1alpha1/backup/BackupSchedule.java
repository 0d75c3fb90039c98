package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import org.jspecify.annotations.Nullable;

/** When a policy runs. */
public record BackupSchedule(
        @Field(value = "Cron, five fields", pattern = Formats.CRON, maxLength = 100)
        String cron,

        @Field(value = "IANA zone of the schedule", pattern = Formats.TIME_ZONE, maxLength = 64)
        String timeZone,

        @Field(value = "Upper bound of a random delay", effective = "0s", pattern = Formats.DURATION, maxLength = 20)
        @Nullable
        String jitter,

        @Field(
                value = "How late a missed run may still start",
                effective = "1h",
                pattern = Formats.DURATION,
                maxLength = 20)
        @Nullable
        String startingDeadline)
        implements ApiRecord {}
