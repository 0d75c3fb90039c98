package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VifRef;

/** Messages of class VIF that take long: each starts a task and returns at once. */
public interface VifTasks {
    @Call("VIF.plug")
    TaskRef plug(VifRef vif);

    @Call("VIF.unplug")
    TaskRef unplug(VifRef vif);

    @Call("VIF.move")
    TaskRef move(VifRef vif, NetworkRef network);
}
