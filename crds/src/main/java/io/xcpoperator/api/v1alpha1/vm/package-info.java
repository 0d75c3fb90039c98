@NullMarked
package io.xcpoperator.api.v1alpha1.vm;

import org.jspecify.annotations.NullMarked;
