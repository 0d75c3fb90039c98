/** Networks, PIFs, VIFs, VLANs, bonds and tunnels: rules as pure values, effects beside them. */
@NullMarked
package io.xcpoperator.simulator.network;

import org.jspecify.annotations.NullMarked;
