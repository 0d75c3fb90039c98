/** Whose an XAPI object is, and who may act on it: owner marks and claims. */
@NullMarked
package io.xcpoperator.operator.platform.owner;

import org.jspecify.annotations.NullMarked;
