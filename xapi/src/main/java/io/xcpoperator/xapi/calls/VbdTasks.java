package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;

/** Messages of class VBD that take long: each starts a task and returns at once. */
public interface VbdTasks {
    @Call("VBD.plug")
    TaskRef plug(VbdRef vbd);

    @Call("VBD.unplug")
    TaskRef unplug(VbdRef vbd);

    @Call("VBD.insert")
    TaskRef insert(VbdRef vbd, VdiRef vdi);

    @Call("VBD.eject")
    TaskRef eject(VbdRef vbd);
}
