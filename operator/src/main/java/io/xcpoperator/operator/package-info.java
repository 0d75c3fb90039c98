@NullMarked
package io.xcpoperator.operator;

import org.jspecify.annotations.NullMarked;
