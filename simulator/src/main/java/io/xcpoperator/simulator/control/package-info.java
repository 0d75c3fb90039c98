/** The command line and the control door. */
@NullMarked
package io.xcpoperator.simulator.control;

import org.jspecify.annotations.NullMarked;
