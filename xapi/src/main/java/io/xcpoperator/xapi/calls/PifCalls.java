package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.IpConfigurationMode;
import io.xcpoperator.xapi.types.Ipv6ConfigurationMode;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.PifUuid;

/** Messages of class PIF that answer at once. Parameters and errors: the XAPI data model. */
public interface PifCalls {
    @Call("PIF.get_record")
    PifRecord getRecord(PifRef pif);

    @Call("PIF.get_by_uuid")
    PifRef getByUuid(PifUuid uuid);

    @Call("PIF.plug")
    void plug(PifRef pif);

    @Call("PIF.unplug")
    void unplug(PifRef pif);

    @Call("PIF.scan")
    void scan(HostRef host);

    @Call("PIF.reconfigure_ip")
    void reconfigureIp(PifRef pif, IpConfigurationMode mode, String ip, String netmask, String gateway, String dns);

    @Call("PIF.reconfigure_ipv6")
    void reconfigureIpv6(PifRef pif, Ipv6ConfigurationMode mode, String ipv6, String gateway, String dns);

    @Call("PIF.add_to_other_config")
    void addToOtherConfig(PifRef pif, String key, String value);

    @Call("PIF.remove_from_other_config")
    void removeFromOtherConfig(PifRef pif, String key);

    @Call("PIF.set_disallow_unplug")
    void setDisallowUnplug(PifRef pif, boolean value);
}
