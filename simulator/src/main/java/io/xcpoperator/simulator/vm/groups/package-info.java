/** VMs taken together: appliances that start and stop as one, snapshot schedules. */
@NullMarked
package io.xcpoperator.simulator.vm.groups;

import org.jspecify.annotations.NullMarked;
