@NullMarked
package io.xcpoperator.api.v1alpha1.network;

import org.jspecify.annotations.NullMarked;
