/** Health and metrics over HTTP. */
@NullMarked
package io.xcpoperator.operator.platform.http;

import org.jspecify.annotations.NullMarked;
