@NullMarked
package io.xcpoperator.simulator;

import org.jspecify.annotations.NullMarked;
