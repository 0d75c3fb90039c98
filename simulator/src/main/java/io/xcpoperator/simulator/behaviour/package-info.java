/** What messages do beyond the schema, one file a class or a side of it. */
@NullMarked
package io.xcpoperator.simulator.behaviour;

import org.jspecify.annotations.NullMarked;
