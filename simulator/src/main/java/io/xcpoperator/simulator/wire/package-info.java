/** XML-RPC and JSON-RPC over HTTP and HTTPS, one listener a host. */
@NullMarked
package io.xcpoperator.simulator.wire;

import org.jspecify.annotations.NullMarked;
