/** Records as read from a pool, projected to the fields that are used, and the records given to create. */
@NullMarked
package io.xcpoperator.xapi.records;

import org.jspecify.annotations.NullMarked;
