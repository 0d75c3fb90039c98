/** Which addresses a user may have us connect to. */
@NullMarked
package io.xcpoperator.operator.platform.egress;

import org.jspecify.annotations.NullMarked;
