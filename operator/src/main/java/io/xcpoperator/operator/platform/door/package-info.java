/** The operator's door as other features see it: who is let in, and who takes the bytes that come. */
@NullMarked
package io.xcpoperator.operator.platform.door;

import org.jspecify.annotations.NullMarked;
