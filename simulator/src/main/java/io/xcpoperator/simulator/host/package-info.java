/** Hosts: state, evacuation, settings, plug-ins. */
@NullMarked
package io.xcpoperator.simulator.host;

import org.jspecify.annotations.NullMarked;
