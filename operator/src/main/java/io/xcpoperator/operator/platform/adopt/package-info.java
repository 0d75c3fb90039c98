/** Standing for an object that exists in the pool: finding it, marking it, and keeping the names and tags a spec gives. */
@NullMarked
package io.xcpoperator.operator.platform.adopt;

import org.jspecify.annotations.NullMarked;
