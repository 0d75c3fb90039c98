package io.xcpoperator.api.v1alpha1;

/** Protection of a mail connection. */
public enum SmtpTls {
    StartTls,
    Tls,
    Plain,
    Unknown
}
