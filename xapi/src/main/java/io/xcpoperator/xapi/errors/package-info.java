/** What can go wrong, each with a class from one table. */
@NullMarked
package io.xcpoperator.xapi.errors;

import org.jspecify.annotations.NullMarked;
