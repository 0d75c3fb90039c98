/** A question to the operator. */
@NullMarked
package io.xcpoperator.api.v1alpha1.inquiry;

import org.jspecify.annotations.NullMarked;
