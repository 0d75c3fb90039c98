package io.xcpoperator.api.v1alpha1.backup;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** What is kept: a backup that any of the fields wants stays. */
@ValidationRule(
        value = "self.?last.orValue(0) + self.?daily.orValue(0) + self.?weekly.orValue(0) + "
                + "self.?monthly.orValue(0) + self.?yearly.orValue(0) > 0",
        message = "retention keeps nothing: set last, daily, weekly, monthly or yearly")
public record Retention(
        @Field(value = "The last ones", unit = "backups", max = 1000) @Nullable
        Integer last,

        @Field(value = "One a day, for this many days", unit = "backups", max = 1000) @Nullable
        Integer daily,

        @Field(value = "One a week", unit = "backups", max = 1000) @Nullable
        Integer weekly,

        @Field(value = "One a month", unit = "backups", max = 1000) @Nullable
        Integer monthly,

        @Field(value = "One a year", unit = "backups", max = 100) @Nullable
        Integer yearly)
        implements ApiRecord {}
