/** The pool's database: objects by class and reference, relations, generations, deletions. */
@NullMarked
package io.xcpoperator.simulator.db;

import org.jspecify.annotations.NullMarked;
