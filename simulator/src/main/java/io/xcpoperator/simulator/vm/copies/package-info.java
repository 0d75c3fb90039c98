/** VMs made of VMs: clones, copies, snapshots, checkpoints, the way back, and templates that get their disks. */
@NullMarked
package io.xcpoperator.simulator.vm.copies;

import org.jspecify.annotations.NullMarked;
