package io.xcpoperator.operator.vm;

/**
 * What high availability does for a VM.
 *
 * @param priority XAPI's word: restart, best-effort or nothing
 * @param startDelay in seconds
 */
record HaFacts(String priority, long order, long startDelay) {}
