package io.xcpoperator.operator.vm;

/** The four limits of a VM's memory in bytes; XAPI keeps {@code staticMin ≤ dynamicMin ≤ dynamicMax ≤ staticMax}. */
record MemoryFacts(long staticMin, long staticMax, long dynamicMin, long dynamicMax) {}
