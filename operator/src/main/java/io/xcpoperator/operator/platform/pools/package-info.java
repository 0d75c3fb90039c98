/** How a feature reaches a pool. */
@NullMarked
package io.xcpoperator.operator.platform.pools;

import org.jspecify.annotations.NullMarked;
