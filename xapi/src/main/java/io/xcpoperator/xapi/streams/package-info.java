/** Bytes of disks and consoles, beside the calls. */
@NullMarked
package io.xcpoperator.xapi.streams;

import org.jspecify.annotations.NullMarked;
