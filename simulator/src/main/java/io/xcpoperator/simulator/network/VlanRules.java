package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Optional;

/** Whether a VLAN may be made (xen-api: {@code xapi_vlan.create}; recording 05-006). Pure. */
final class VlanRules {
    private static final long LAST_TAG = 4094;
    private static final long UNTAGGED = -1;

    private VlanRules() {}

    /**
     * What the rules look at.
     *
     * @param trunkTag the tag of the PIF below; -1: none
     * @param connected the PIF that connects the network to that host already
     * @param tagTaken whether the PIF below has a VLAN of that tag
     */
    record Facts(
            String trunk,
            String device,
            long trunkTag,
            boolean bondMember,
            boolean tunnelAccess,
            String host,
            Optional<String> connected,
            boolean tagTaken) {}

    static void check(long tag, Facts facts) {
        facts.connected.ifPresent(pif -> {
            throw new XapiFailure("NETWORK_ALREADY_CONNECTED", facts.host, pif);
        });
        if (facts.trunkTag != UNTAGGED) {
            throw new XapiFailure("PIF_IS_VLAN", facts.trunk);
        }
        if (facts.bondMember) {
            throw new XapiFailure("CANNOT_ADD_VLAN_TO_BOND_SLAVE", facts.trunk);
        }
        if (facts.tunnelAccess) {
            throw new XapiFailure("IS_TUNNEL_ACCESS_PIF", facts.trunk);
        }
        if (tag < 0 || tag > LAST_TAG) {
            throw new XapiFailure("VLAN_TAG_INVALID", Long.toString(tag));
        }
        if (facts.tagTaken) {
            throw new XapiFailure("PIF_VLAN_EXISTS", facts.device);
        }
    }
}
