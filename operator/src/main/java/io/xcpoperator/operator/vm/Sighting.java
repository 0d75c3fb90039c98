package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.Ownership;

/** A VM of the pool that may be ours, and whose its mark says it is. */
record Sighting(VmFacts vm, Ownership ownership) {}
