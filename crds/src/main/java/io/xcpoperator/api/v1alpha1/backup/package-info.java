@NullMarked
package io.xcpoperator.api.v1alpha1.backup;

import org.jspecify.annotations.NullMarked;
