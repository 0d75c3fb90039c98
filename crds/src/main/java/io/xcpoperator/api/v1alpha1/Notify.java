package io.xcpoperator.api.v1alpha1;

import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Whom to tell, and when; exactly one of smtp and webhook. */
@ValidationRule(value = "has(self.smtp) != has(self.webhook)", message = "give exactly one of smtp and webhook")
public record Notify(
        @Field("When to tell") NotifyWhen when,
        @Field("By mail") @Nullable Smtp smtp,
        @Field("By an HTTP POST") @Nullable Webhook webhook)
        implements ApiRecord {}
