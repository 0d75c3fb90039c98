/** The typed call surface: declarative interfaces, one method a message, checked against the data model by a test. */
@NullMarked
package io.xcpoperator.xapi.calls;

import org.jspecify.annotations.NullMarked;
