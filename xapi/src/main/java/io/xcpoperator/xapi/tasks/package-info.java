/** The state of long operations. */
@NullMarked
package io.xcpoperator.xapi.tasks;

import org.jspecify.annotations.NullMarked;
