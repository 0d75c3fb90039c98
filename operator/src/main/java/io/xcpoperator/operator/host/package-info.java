/** XcpHost: one for each host of a pool, made by the operator. */
@NullMarked
package io.xcpoperator.operator.host;

import org.jspecify.annotations.NullMarked;
