/** The operator's own configuration. */
@NullMarked
package io.xcpoperator.operator.platform.config;

import org.jspecify.annotations.NullMarked;
