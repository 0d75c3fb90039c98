/** From a method name and parameters to a handler and its answer, checked as the daemon checks them. */
@NullMarked
package io.xcpoperator.simulator.dispatch;

import org.jspecify.annotations.NullMarked;
