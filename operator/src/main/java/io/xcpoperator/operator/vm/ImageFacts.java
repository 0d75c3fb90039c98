package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VdiRef;

/**
 * An image that a disk may be a copy of.
 *
 * @param size in bytes
 * @param name as a person says it
 */
record ImageFacts(VdiRef vdi, long size, String name) {}
