/** Answers what {@code kubectl xcp} asks (decision 0130). */
@NullMarked
package io.xcpoperator.operator.inquiry;

import org.jspecify.annotations.NullMarked;
