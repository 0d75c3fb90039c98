@NullMarked
package io.xcpoperator.api.v1alpha1.host;

import org.jspecify.annotations.NullMarked;
