/** The operator: its features, what they share, and the wiring. */
@NullMarked
package io.xcpoperator.operator;

import org.jspecify.annotations.NullMarked;
