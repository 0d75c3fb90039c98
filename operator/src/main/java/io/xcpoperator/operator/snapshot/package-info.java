/** VirtualMachineSnapshot: snapshots of VMs, with and without their memory. */
@NullMarked
package io.xcpoperator.operator.snapshot;

import org.jspecify.annotations.NullMarked;
