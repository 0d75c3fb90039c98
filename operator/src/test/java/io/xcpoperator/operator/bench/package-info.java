/** {@code ./dev bench}: the budgets of the design, measured. */
@NullMarked
package io.xcpoperator.operator.bench;

import org.jspecify.annotations.NullMarked;
