/** The mirror of a pool, fed by event.from. */
@NullMarked
package io.xcpoperator.xapi.events;

import org.jspecify.annotations.NullMarked;
