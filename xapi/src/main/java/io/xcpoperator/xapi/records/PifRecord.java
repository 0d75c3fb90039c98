package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.BondRef;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.IpConfigurationMode;
import io.xcpoperator.xapi.types.Ipv6ConfigurationMode;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PifMetricsRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.PifUuid;
import io.xcpoperator.xapi.types.VlanRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Map;
import java.util.Set;

/** A host's attachment to a network: the fields of class PIF that are used. */
public record PifRecord(
        PifRef ref,
        PifUuid uuid,
        HostRef host,
        NetworkRef network,
        String device,
        String mac,
        long mtu,
        long vlan,
        boolean physical,
        boolean management,
        boolean currentlyAttached,
        boolean disallowUnplug,
        boolean managed,
        IpConfigurationMode ipConfigurationMode,
        String ip,
        String netmask,
        String gateway,
        String dns,
        Ipv6ConfigurationMode ipv6ConfigurationMode,
        Set<String> ipv6,
        String ipv6Gateway,
        BondRef bondMemberOf,
        Set<BondRef> bondMasterOf,
        VlanRef vlanMasterOf,
        Set<VlanRef> vlanSlaveOf,
        Map<String, String> otherConfig,
        Set<String> capabilities,
        PifMetricsRef metrics)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static PifRecord read(PifRef ref, Fields fields) {
        return new PifRecord(
                ref,
                new PifUuid(fields.string("uuid")),
                new HostRef(fields.ref("host")),
                new NetworkRef(fields.ref("network")),
                fields.string("device"),
                fields.string("MAC"),
                fields.integer("MTU"),
                fields.integer("VLAN"),
                fields.bool("physical"),
                fields.bool("management"),
                fields.bool("currently_attached", true),
                fields.bool("disallow_unplug"),
                fields.bool("managed", true),
                IpConfigurationMode.of(fields.string("ip_configuration_mode", "None")),
                fields.string("IP"),
                fields.string("netmask"),
                fields.string("gateway"),
                fields.string("DNS"),
                Ipv6ConfigurationMode.of(fields.string("ipv6_configuration_mode", "None")),
                fields.strings("IPv6"),
                fields.string("ipv6_gateway"),
                new BondRef(fields.ref("bond_slave_of")),
                fields.refs("bond_master_of", BondRef::new),
                new VlanRef(fields.ref("VLAN_master_of")),
                fields.refs("VLAN_slave_of", VlanRef::new),
                fields.map("other_config"),
                fields.strings("capabilities"),
                new PifMetricsRef(fields.ref("metrics")));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.PIF;
    }

    @Override
    public String uuidText() {
        return uuid.value();
    }
}
