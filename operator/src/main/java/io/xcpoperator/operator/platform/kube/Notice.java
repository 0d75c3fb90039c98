package io.xcpoperator.operator.platform.kube;

/**
 * Something that happened in a pool for an object, as {@code kubectl describe} shows it.
 *
 * @param warning whether a person should look
 * @param reason one word: what happened
 * @param action one word: what was done or tried
 * @param note the sentence
 */
public record Notice(boolean warning, String reason, String action, String note) {}
