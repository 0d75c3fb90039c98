/** VirtualMachineRestore: a snapshot brought back in place, once. */
@NullMarked
package io.xcpoperator.operator.restore;

import org.jspecify.annotations.NullMarked;
