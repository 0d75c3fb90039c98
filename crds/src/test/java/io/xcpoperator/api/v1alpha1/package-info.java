@NullMarked
package io.xcpoperator.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
