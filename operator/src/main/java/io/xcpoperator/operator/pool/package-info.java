/** XcpPool: the connection to a pool, whom it trusts, and its pool-wide settings. */
@NullMarked
package io.xcpoperator.operator.pool;

import org.jspecify.annotations.NullMarked;
