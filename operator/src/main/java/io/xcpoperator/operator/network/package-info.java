/** XcpNetwork, in its form existing. */
@NullMarked
package io.xcpoperator.operator.network;

import org.jspecify.annotations.NullMarked;
