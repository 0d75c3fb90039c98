package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.types.BondMode;
import java.util.List;
import java.util.Optional;

/**
 * What a spec asks for, with its names resolved. What is empty is not managed.
 *
 * @param nbd whether disks may be read over it
 * @param destroys whether the network goes with the resource
 */
record DesiredNetwork(
        Owner me,
        Form form,
        Wanted names,
        Optional<Long> mtu,
        Optional<Boolean> nbd,
        List<Address> addresses,
        boolean destroys) {
    DesiredNetwork {
        addresses = List.copyOf(addresses);
    }

    /** Where the network comes from. */
    sealed interface Form {
        /** One that the pool has. */
        record Existing(NameOrUuid which) implements Form {}

        /** Inside each host. */
        record HostInternal() implements Form {}

        record Vlan(long tag, Resolved<NetworkRecord> trunk) implements Form {}

        record Bonded(List<String> devices, BondMode mode) implements Form {
            public Bonded {
                devices = List.copyOf(devices);
            }
        }
    }

    /**
     * A host's address on it.
     *
     * @param field its path in the spec, for messages
     * @param fixed an IPv4 address
     * @param fixed6 an IPv6 address; neither: IPv4 from DHCP
     */
    record Address(String field, Resolved<HostRecord> host, Optional<Subnet> fixed, Optional<Ipv6Subnet> fixed6) {
        Address(String field, Resolved<HostRecord> host, Optional<Subnet> fixed) {
            this(field, host, fixed, Optional.empty());
        }
    }

    /** Made by us: all but {@code existing}. */
    boolean isMade() {
        return !(form instanceof Form.Existing);
    }

    /** What it is called while it is not there. */
    String name() {
        return names.nameLabel() == null ? me.key().name() : names.nameLabel();
    }
}
