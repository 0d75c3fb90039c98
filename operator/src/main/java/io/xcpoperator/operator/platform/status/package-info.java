/** Conditions, reasons, status patches and requeue delays. */
@NullMarked
package io.xcpoperator.operator.platform.status;

import org.jspecify.annotations.NullMarked;
