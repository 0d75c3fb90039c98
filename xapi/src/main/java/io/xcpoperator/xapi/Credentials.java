package io.xcpoperator.xapi;

/** Who logs in. */
public record Credentials(String username, Secret password) {}
