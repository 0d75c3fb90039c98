package io.xcpoperator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/** A URL that takes an HTTP POST. The URL is a secret, for most services put a token in it. */
public record Webhook(
        @Field("Key of a Secret that holds the URL") SecretKeyRef urlSecretRef,

        @Field(value = "Shape of the body", effective = "Json") @Nullable
        WebhookFormat format)
        implements ApiRecord {}
