/** StorageRepository, in its form existing. */
@NullMarked
package io.xcpoperator.operator.storage;

import org.jspecify.annotations.NullMarked;
