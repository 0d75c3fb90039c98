@NullMarked
package io.xcpoperator.api.v1alpha1.snapshot;

import org.jspecify.annotations.NullMarked;
