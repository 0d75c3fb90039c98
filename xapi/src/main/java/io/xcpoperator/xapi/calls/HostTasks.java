package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.TaskRef;
import java.util.Map;

/** Messages of class host that take long: each starts a task and returns at once. */
public interface HostTasks {
    @Call(value = "host.evacuate", heavy = true)
    TaskRef evacuate(HostRef host);

    @Call(value = "host.evacuate", since = "8.3.0", heavy = true)
    TaskRef evacuateOver(HostRef host, NetworkRef network, long evacuateBatchSize);

    @Call("host.reboot")
    TaskRef reboot(HostRef host);

    @Call("host.shutdown")
    TaskRef shutdown(HostRef host);

    @Call("host.power_on")
    TaskRef powerOn(HostRef host);

    @Call("host.restart_agent")
    TaskRef restartAgent(HostRef host);

    @Call("host.call_plugin")
    TaskRef callPlugin(HostRef host, String plugin, String fn, Map<String, String> args);
}
