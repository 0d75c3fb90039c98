/** Packages of hosts, where they come from, and the plug-in that XCP-ng installs them by. */
@NullMarked
package io.xcpoperator.simulator.update;

import org.jspecify.annotations.NullMarked;
