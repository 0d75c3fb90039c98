package io.xcpoperator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/** Whom to tell, and when; exactly one of smtp and webhook. */
public record Notify(
        @Field("When to tell") NotifyWhen when,
        @Field("By mail") @Nullable Smtp smtp,
        @Field("By an HTTP POST") @Nullable Webhook webhook)
        implements ApiRecord {}
