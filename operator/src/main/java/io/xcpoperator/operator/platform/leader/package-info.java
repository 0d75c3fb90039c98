/** Which of several operators of one cluster acts. */
@NullMarked
package io.xcpoperator.operator.platform.leader;

import org.jspecify.annotations.NullMarked;
