package io.xcpoperator.api.v1alpha1;

import io.fabric8.generator.annotation.ValidationRule;

/** A span of time that comes again. */
@ValidationRule(
        value = "!self.duration.matches(r'" + Formats.DURATION
                + "') || duration(self.duration) >= duration('1m') && duration(self.duration) <= duration('168h')",
        message = "a window's duration is from 1m to 168h")
public record Window(
        @Field(value = "When it opens: cron, five fields", pattern = Formats.CRON, maxLength = 100)
        String schedule,

        @Field(value = "How long it is open", pattern = Formats.DURATION, maxLength = 20)
        String duration,

        @Field(value = "IANA zone of the schedule", pattern = Formats.TIME_ZONE, maxLength = 64)
        String timeZone)
        implements ApiRecord {}
