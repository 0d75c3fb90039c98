package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.xapi.records.NewNetwork;
import io.xcpoperator.xapi.types.BondMode;
import io.xcpoperator.xapi.types.BondRef;
import io.xcpoperator.xapi.types.IpConfigurationMode;
import io.xcpoperator.xapi.types.NetworkPurpose;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VlanRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One intent on the pool: idempotent, or found again when it was made. Those without a network mean the round's. */
sealed interface NetworkAction {
    /** The XAPI messages it sends, in order. */
    List<String> calls();

    /** Whether something of the pool is gone after it. */
    default boolean destroys() {
        return this instanceof DestroyVlan || this instanceof DestroyBond || this instanceof DestroyNetwork;
    }

    default boolean makesInterfaces() {
        return this instanceof MakeVlans || this instanceof MakeVlan || this instanceof MakeBond;
    }

    /** Whether it is about an interface that an earlier step of the plan makes. */
    default boolean isOnNewInterface() {
        return (this instanceof SetAddress four && Interfaces.isSymbol(four.pif()))
                || (this instanceof SetIpv6Address six && Interfaces.isSymbol(six.pif()));
    }

    /** What of the network it sets right, whatever the value; empty for a beginning, an end, and a step of an outage. */
    default Optional<String> part() {
        return switch (this) {
            case Label(AdoptAction label) -> label.part();
            case AddPurpose _, RemovePurpose _, SetMtu _, MakeVlans _ -> Optional.of(calls().getLast());
            case MakeVlan made -> of(made.trunk());
            case MakeBond made ->
                made.members().stream().min(Comparator.comparing(PifRef::value)).flatMap(this::of);
            case SetBondMode set ->
                Optional.of(calls().getLast() + " " + set.bond().value());
            case Plug plug -> of(plug.pif());
            case SetAddress address -> isOnNewInterface() ? Optional.empty() : of(address.pif());
            case SetIpv6Address address -> isOnNewInterface() ? Optional.empty() : of(address.pif());
            case Create _, DestroyVlan _, DestroyBond _, DestroyNetwork _ -> Optional.empty();
            case Unplug _, PlugVif _, UnplugVif _, Claim _, Unclaim _ -> Optional.empty();
        };
    }

    private Optional<String> of(PifRef pif) {
        return Optional.of(calls().getLast() + " " + pif.value());
    }

    /** Makes the network; its token is in {@code other_config}. */
    record Create(NewNetwork network) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("network.create");
        }
    }

    /** Name, description, tags, keys. */
    record Label(AdoptAction action) implements NetworkAction {
        @Override
        public List<String> calls() {
            return replacing(
                    action.verb() == AdoptAction.Verb.SET_KEY && action.replaces(),
                    action.verb().message());
        }

        private static List<String> replacing(boolean replaces, String message) {
            return Stream.concat(replaces ? Stream.of("remove_from_other_config") : Stream.empty(), Stream.of(message))
                    .map(name -> "network." + name)
                    .toList();
        }
    }

    record AddPurpose(NetworkPurpose purpose) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("network.add_purpose");
        }
    }

    record RemovePurpose(NetworkPurpose purpose) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("network.remove_purpose");
        }
    }

    record SetMtu(long mtu) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("network.set_MTU");
        }
    }

    /** On every live host that has an interface on the trunk. */
    record MakeVlans(PifRef trunk, long tag) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("pool.create_VLAN_from_PIF");
        }
    }

    /** On one host. */
    record MakeVlan(PifRef trunk, long tag) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("VLAN.create");
        }
    }

    record MakeBond(Set<PifRef> members, BondMode mode) implements NetworkAction {
        public MakeBond {
            members = Set.copyOf(members);
        }

        @Override
        public List<String> calls() {
            return List.of("Bond.create");
        }
    }

    record SetBondMode(BondRef bond, BondMode mode) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("Bond.set_mode");
        }
    }

    record Plug(PifRef pif) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("PIF.plug");
        }
    }

    record Unplug(PifRef pif) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("PIF.unplug");
        }
    }

    record PlugVif(VifRef vif) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("VIF.plug");
        }
    }

    record UnplugVif(VifRef vif) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("VIF.unplug");
        }
    }

    /** Tells the VM's own controller to leave it alone for a while (S15). */
    record Claim(VmRef vm, String key, String value, boolean replaces) implements NetworkAction {
        @Override
        public List<String> calls() {
            return replaces
                    ? List.of("VM.remove_from_other_config", "VM.add_to_other_config")
                    : List.of("VM.add_to_other_config");
        }
    }

    record Unclaim(VmRef vm, String key) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("VM.remove_from_other_config");
        }
    }

    record SetAddress(PifRef pif, IpConfigurationMode mode, String ip, String netmask, String gateway, String dns)
            implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("PIF.reconfigure_ip");
        }
    }

    record SetIpv6Address(PifRef pif, String address, String gateway, String dns) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("PIF.reconfigure_ipv6");
        }
    }

    record DestroyVlan(PifRef pif, VlanRef vlan) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("VLAN.destroy");
        }
    }

    record DestroyBond(PifRef pif, BondRef bond) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("Bond.destroy");
        }
    }

    record DestroyNetwork(NetworkRef network) implements NetworkAction {
        @Override
        public List<String> calls() {
            return List.of("network.destroy");
        }
    }
}
