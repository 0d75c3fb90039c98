/** Messages the pool keeps about its objects. */
@NullMarked
package io.xcpoperator.simulator.message;

import org.jspecify.annotations.NullMarked;
