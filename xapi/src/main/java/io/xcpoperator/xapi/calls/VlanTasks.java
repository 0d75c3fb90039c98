package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VlanRef;

/** Messages of class VLAN that take long: each starts a task and returns at once. */
public interface VlanTasks {
    @Call("VLAN.create")
    TaskRef create(PifRef taggedPif, long tag, NetworkRef network);

    @Call("VLAN.destroy")
    TaskRef destroy(VlanRef vlan);
}
