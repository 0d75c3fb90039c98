/** The pool as a whole: settings, membership, high availability, certificates, updates, users, messages, blobs. */
@NullMarked
package io.xcpoperator.simulator.administration;

import org.jspecify.annotations.NullMarked;
