/** How the CRDs and the reference are made from the types, and the proof that a real API server keeps what they say. */
@NullMarked
package io.xcpoperator.api.schema;

import org.jspecify.annotations.NullMarked;
