/** What wakes a reconciler. */
@NullMarked
package io.xcpoperator.operator.platform.events;

import org.jspecify.annotations.NullMarked;
