/** What feature tests share: an operator in the test's JVM, a simulated pool, a namespace of a real API server. */
@NullMarked
package io.xcpoperator.operator.testing;

import org.jspecify.annotations.NullMarked;
