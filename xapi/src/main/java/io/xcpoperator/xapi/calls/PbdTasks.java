package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.types.PbdRef;
import io.xcpoperator.xapi.types.TaskRef;

/** Messages of class PBD that take long: each starts a task and returns at once. */
public interface PbdTasks {
    @Call("PBD.plug")
    TaskRef plug(PbdRef pbd);

    @Call("PBD.unplug")
    TaskRef unplug(PbdRef pbd);
}
