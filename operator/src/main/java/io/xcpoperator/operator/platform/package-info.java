/** What two features share: keys, events, wiring. Nothing in it knows a feature. */
@NullMarked
package io.xcpoperator.operator.platform;

import org.jspecify.annotations.NullMarked;
