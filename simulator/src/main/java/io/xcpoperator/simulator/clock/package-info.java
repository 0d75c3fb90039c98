/** Time, real or driven by a test. */
@NullMarked
package io.xcpoperator.simulator.clock;

import org.jspecify.annotations.NullMarked;
