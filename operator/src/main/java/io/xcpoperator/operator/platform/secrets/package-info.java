/** Secrets a user labelled for us. */
@NullMarked
package io.xcpoperator.operator.platform.secrets;

import org.jspecify.annotations.NullMarked;
