/** What features tell when a person asks: what there is that nobody declared, and what would be done. */
@NullMarked
package io.xcpoperator.operator.platform.inquiry;

import org.jspecify.annotations.NullMarked;
