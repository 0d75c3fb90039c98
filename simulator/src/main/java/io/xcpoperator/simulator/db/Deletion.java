package io.xcpoperator.simulator.db;

/** An object that is gone: generations of its birth and death. */
public record Deletion(long created, long deleted, String ref) {}
