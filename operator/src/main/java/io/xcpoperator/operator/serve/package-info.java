/** What a pod does that serves one file of a volume to the operator (decision 0191). Knows no pool and no cluster. */
@NullMarked
package io.xcpoperator.operator.serve;

import org.jspecify.annotations.NullMarked;
