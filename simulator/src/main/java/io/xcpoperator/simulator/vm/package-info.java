/** Virtual machines: rules, power, memory, placement, guests, copies. */
@NullMarked
package io.xcpoperator.simulator.vm;

import org.jspecify.annotations.NullMarked;
