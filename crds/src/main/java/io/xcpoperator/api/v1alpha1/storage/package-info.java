@NullMarked
package io.xcpoperator.api.v1alpha1.storage;

import org.jspecify.annotations.NullMarked;
