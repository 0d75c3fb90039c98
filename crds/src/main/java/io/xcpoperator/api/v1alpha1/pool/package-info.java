@NullMarked
package io.xcpoperator.api.v1alpha1.pool;

import org.jspecify.annotations.NullMarked;
