/** Whom to trust: four modes, and what was wrong with a refused certificate. */
@NullMarked
package io.xcpoperator.xapi.tls;

import org.jspecify.annotations.NullMarked;
