@NullMarked
package io.xcpoperator.xapi;

import org.jspecify.annotations.NullMarked;
