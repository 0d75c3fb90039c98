/** SR, PBD, VDI, VBD, SM and secret: rules as pure values, effects beside them. */
@NullMarked
package io.xcpoperator.simulator.storage;

import org.jspecify.annotations.NullMarked;
