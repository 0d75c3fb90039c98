/** The framework as we use it: event filter, retry, informers, threads. */
@NullMarked
package io.xcpoperator.operator.platform.runtime;

import org.jspecify.annotations.NullMarked;
