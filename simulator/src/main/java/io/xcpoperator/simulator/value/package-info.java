/** The data that travels in calls and lives in the database. */
@NullMarked
package io.xcpoperator.simulator.value;

import org.jspecify.annotations.NullMarked;
