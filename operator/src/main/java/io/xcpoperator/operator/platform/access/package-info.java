/** Which namespace may use what. */
@NullMarked
package io.xcpoperator.operator.platform.access;

import org.jspecify.annotations.NullMarked;
