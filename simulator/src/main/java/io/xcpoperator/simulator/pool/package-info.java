/** The pool a simulator starts with: its description and how that becomes objects. */
@NullMarked
package io.xcpoperator.simulator.pool;

import org.jspecify.annotations.NullMarked;
