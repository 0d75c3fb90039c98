package io.xcpoperator.api.v1alpha1.patch;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import org.jspecify.annotations.Nullable;

/** When hosts may be patched; judged for the whole pool before the coordinator. */
@ValidationRule(
        value = "!self.duration.matches(r'" + Formats.DURATION
                + "') || duration(self.duration) >= duration('1m') && duration(self.duration) <= duration('168h')",
        message = "a window's duration is from 1m to 168h")
public record PatchWindow(
        @Field(value = "When it opens: cron, five fields", pattern = Formats.CRON, maxLength = 100)
        String schedule,

        @Field(value = "How long it is open", pattern = Formats.DURATION, maxLength = 20)
        String duration,

        @Field(value = "IANA zone of the schedule", pattern = Formats.TIME_ZONE, maxLength = 64)
        String timeZone,

        @Field(value = "Once versions differ and the window ends: go on, or stop", schemaDefault = "Finish") @Nullable
        Overrun overrun)
        implements ApiRecord {}
