/** Login, finding the coordinator, fail-over, and the one door through which calls go. */
@NullMarked
package io.xcpoperator.xapi.session;

import org.jspecify.annotations.NullMarked;
