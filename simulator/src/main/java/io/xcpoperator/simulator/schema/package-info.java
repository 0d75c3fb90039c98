/** What classes, fields, messages and errors there are: read from the published data model. */
@NullMarked
package io.xcpoperator.simulator.schema;

import org.jspecify.annotations.NullMarked;
