@NullMarked
package io.xcpoperator.api.v1alpha1.patch;

import org.jspecify.annotations.NullMarked;
