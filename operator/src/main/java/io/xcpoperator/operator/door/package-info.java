/** Where bytes of people come in: consoles and uploads. */
@NullMarked
package io.xcpoperator.operator.door;

import org.jspecify.annotations.NullMarked;
