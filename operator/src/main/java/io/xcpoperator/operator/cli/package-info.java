/** {@code kubectl xcp}: what a person asks of the Kubernetes API about pools, with the person's own rights. */
@NullMarked
package io.xcpoperator.operator.cli;

import org.jspecify.annotations.NullMarked;
