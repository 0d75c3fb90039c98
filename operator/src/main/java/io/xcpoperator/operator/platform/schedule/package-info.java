/** Times that come again. */
@NullMarked
package io.xcpoperator.operator.platform.schedule;

import org.jspecify.annotations.NullMarked;
