/** What is read of Kubernetes beside our own kinds: namespaces, CRDs, configuration maps. */
@NullMarked
package io.xcpoperator.operator.platform.kube;

import org.jspecify.annotations.NullMarked;
