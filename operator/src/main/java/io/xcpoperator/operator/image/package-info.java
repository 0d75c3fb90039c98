/** DiskImage: fetched from where it is, checked, and put into a storage repository. */
@NullMarked
package io.xcpoperator.operator.image;

import org.jspecify.annotations.NullMarked;
