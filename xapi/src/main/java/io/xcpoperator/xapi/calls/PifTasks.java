package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.types.IpConfigurationMode;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.TaskRef;

/** Messages of class PIF that take long: each starts a task and returns at once. */
public interface PifTasks {
    @Call("PIF.plug")
    TaskRef plug(PifRef pif);

    @Call("PIF.unplug")
    TaskRef unplug(PifRef pif);

    @Call("PIF.reconfigure_ip")
    TaskRef reconfigureIp(PifRef pif, IpConfigurationMode mode, String ip, String netmask, String gateway, String dns);
}
