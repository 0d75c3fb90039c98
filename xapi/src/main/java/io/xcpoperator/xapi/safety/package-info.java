/** Calls that are never made, whoever asks. */
@NullMarked
package io.xcpoperator.xapi.safety;

import org.jspecify.annotations.NullMarked;
