/** XcpNetwork: made or adopted, and kept as its spec asks. */
@NullMarked
package io.xcpoperator.operator.network;

import org.jspecify.annotations.NullMarked;
