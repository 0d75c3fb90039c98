@NullMarked
package io.xcpoperator.api.v1alpha1.image;

import org.jspecify.annotations.NullMarked;
