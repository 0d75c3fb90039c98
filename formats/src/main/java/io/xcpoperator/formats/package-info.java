/** Disk images as bytes: what they are, what is on them, and how a host wants them. Nothing of a pool or a cluster. */
@NullMarked
package io.xcpoperator.formats;

import org.jspecify.annotations.NullMarked;
