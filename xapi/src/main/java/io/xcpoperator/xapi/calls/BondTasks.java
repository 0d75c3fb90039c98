package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.types.BondMode;
import io.xcpoperator.xapi.types.BondRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.TaskRef;
import java.util.Map;
import java.util.Set;

/** Messages of class Bond that take long: each starts a task and returns at once. */
public interface BondTasks {
    @Call("Bond.create")
    TaskRef create(NetworkRef network, Set<PifRef> members, String mac, BondMode mode, Map<String, String> properties);

    @Call("Bond.destroy")
    TaskRef destroy(BondRef bond);
}
