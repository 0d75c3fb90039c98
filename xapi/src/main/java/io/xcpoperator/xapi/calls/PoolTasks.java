package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.TaskRef;
import java.util.Map;
import java.util.Set;

/** Messages of class pool that take long: each starts a task and returns at once. */
public interface PoolTasks {
    @Call("pool.enable_ha")
    TaskRef enableHa(Set<SrRef> heartbeatSrs, Map<String, String> configuration);

    @Call("pool.disable_ha")
    TaskRef disableHa();

    @Call("pool.designate_new_master")
    TaskRef designateNewMaster(HostRef host);

    @Call("pool.create_VLAN_from_PIF")
    TaskRef createVlanFromPif(PifRef pif, NetworkRef network, long tag);

    @Call("pool.eject")
    TaskRef eject(HostRef host);
}
