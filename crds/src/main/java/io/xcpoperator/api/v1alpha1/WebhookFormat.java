package io.xcpoperator.api.v1alpha1;

/** Shape of a webhook's body. */
public enum WebhookFormat {
    Slack,
    Ntfy,
    Json,
    Unknown
}
