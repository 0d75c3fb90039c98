package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Window;
import org.jspecify.annotations.Nullable;

/** When a change that needs a restart may have one. */
@ValidationRule(
        value = "(self.when == 'InWindow') == has(self.window)",
        message = "restartPolicy.window goes with restartPolicy.when InWindow: give both or neither")
public record RestartPolicy(
        @Field(value = "When", schemaDefault = "Never") @Nullable
        RestartWhen when,

        @Field("For InWindow") @Nullable Window window)
        implements ApiRecord {}
