@NullMarked
package io.xcpoperator.testkit;

import org.jspecify.annotations.NullMarked;
