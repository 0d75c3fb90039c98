/**
 * Replays recordings of the real daemon against the simulator and counts where the two agree; simulator/README.md says
 * how to run it on one file.
 */
@NullMarked
package io.xcpoperator.simulator.conformance;

import org.jspecify.annotations.NullMarked;
