/** Metrics: no label names a resource; units are in the names. */
@NullMarked
package io.xcpoperator.operator.platform.metrics;

import org.jspecify.annotations.NullMarked;
