package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.pools.HostLife;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.types.IpConfigurationMode;
import io.xcpoperator.xapi.types.Ipv6ConfigurationMode;
import io.xcpoperator.xapi.types.PifRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The addresses that hosts have on a network. One that is there is changed only with leave; never the management's. Pure. */
final class AddressPlanner {
    private final NetworkRecord network;
    private final PoolView view;
    private final Draft draft;

    AddressPlanner(NetworkRecord network, PoolView view, Draft draft) {
        this.network = network;
        this.view = view;
        this.draft = draft;
    }

    /**
     * Plans them all.
     *
     * @param coming hosts on which an earlier step of the plan makes the interface
     * @param inOutage the same in the outage, with the step that makes it
     */
    void plan(List<DesiredNetwork.Address> addresses, Set<HostRecord> coming, Map<HostRecord, Step> inOutage) {
        for (DesiredNetwork.Address address : addresses) {
            switch (address.host()) {
                case Resolved.Unresolved<HostRecord>(Verdict why) -> draft.hinder(why);
                case Resolved.Found<HostRecord>(HostRecord host) -> plan(address, host, coming, inOutage);
            }
        }
    }

    private void plan(
            DesiredNetwork.Address address, HostRecord host, Set<HostRecord> coming, Map<HostRecord, Step> inOutage) {
        Optional<PifRecord> pif = Interfaces.on(host, network, view);
        if (pif.isPresent()) {
            compare(address, host, pif.get());
        } else if (coming.contains(host)) {
            draft.step(fresh(address, host));
        } else if (inOutage.containsKey(host)) {
            draft.follow(inOutage.get(host), fresh(address, host));
        } else {
            draft.waits(
                    Reason.NetworkUnavailable,
                    "%s: %s has no interface on this network".formatted(address.field(), host.nameLabel()));
        }
    }

    private static Step fresh(DesiredNetwork.Address address, HostRecord host) {
        return new Step(set(Interfaces.symbol(host), address, "", ""), host.nameLabel(), why(address, host));
    }

    private void compare(DesiredNetwork.Address address, HostRecord host, PifRecord pif) {
        if (pif.management()) {
            draft.stalls(
                    Reason.InvalidSpec,
                    "%s: %s of %s is the management interface, whose address this operator never changes; take the entry away"
                            .formatted(address.field(), pif.device(), host.nameLabel()));
            return;
        }
        if (isSo(address, pif) || !HostLife.isLive(host, view)) {
            return;
        }
        List<String> storage = StorageTraffic.over(pif, view);
        if (!storage.isEmpty()) {
            draft.waits(
                    Reason.NetworkConfiguration,
                    "%s: %s is reached over %s of %s, and would be cut off under its VMs: disconnect that storage from the host first, or change the address by hand"
                            .formatted(address.field(), String.join(", ", storage), pif.device(), host.nameLabel()));
            return;
        }
        boolean none = pif.ipConfigurationMode() == IpConfigurationMode.NONE
                && pif.ipv6ConfigurationMode() == Ipv6ConfigurationMode.NONE;
        NetworkAction action = set(address, pif);
        if (none) {
            draft.step(action, host.nameLabel(), why(address, host));
        } else {
            draft.outage(
                    new Outage.Change("address of " + host.nameLabel(), text(address, pif), text(address)),
                    Set.of("what %s does over this network".formatted(host.nameLabel())),
                    List.of(new Step(action, host.nameLabel(), why(address, host))));
        }
    }

    private static boolean isSo(DesiredNetwork.Address address, PifRecord pif) {
        if (address.fixed6().isPresent()) {
            Ipv6Subnet wanted = address.fixed6().get();
            return pif.ipv6ConfigurationMode() == Ipv6ConfigurationMode.STATIC
                    && pif.ipv6().stream()
                            .flatMap(text -> Ipv6Subnet.parse(text).stream())
                            .anyMatch(wanted::isSame);
        }
        return address.fixed()
                .map(fixed -> pif.ipConfigurationMode() == IpConfigurationMode.STATIC
                        && pif.ip().equals(fixed.address())
                        && pif.netmask().equals(fixed.netmask()))
                .orElse(pif.ipConfigurationMode() == IpConfigurationMode.DHCP);
    }

    /** Gateway and DNS servers stay as somebody set them. */
    private static NetworkAction set(DesiredNetwork.Address address, PifRecord pif) {
        if (address.fixed6().isPresent()) {
            return set(pif.ref(), address, pif.ipv6Gateway(), pif.dns());
        }
        boolean none = pif.ipConfigurationMode() == IpConfigurationMode.NONE;
        return set(pif.ref(), address, none ? "" : pif.gateway(), none ? "" : pif.dns());
    }

    private static NetworkAction set(PifRef pif, DesiredNetwork.Address address, String gateway, String dns) {
        if (address.fixed6().isPresent()) {
            return new NetworkAction.SetIpv6Address(pif, address.fixed6().get().toString(), gateway, dns);
        }
        return address.fixed()
                .map(fixed -> new NetworkAction.SetAddress(
                        pif, IpConfigurationMode.STATIC, fixed.address(), fixed.netmask(), gateway, dns))
                .orElseGet(() -> new NetworkAction.SetAddress(pif, IpConfigurationMode.DHCP, "", "", "", ""));
    }

    private static String why(DesiredNetwork.Address address, HostRecord host) {
        return "address of %s: %s".formatted(host.nameLabel(), text(address));
    }

    private static String text(DesiredNetwork.Address address) {
        return address.fixed6()
                .map(Ipv6Subnet::toString)
                .or(() -> address.fixed().map(Subnet::toString))
                .orElse("DHCP");
    }

    /** What the interface has of the same kind. */
    private static String text(DesiredNetwork.Address address, PifRecord pif) {
        if (address.fixed6().isPresent()) {
            return pif.ipv6ConfigurationMode() == Ipv6ConfigurationMode.STATIC
                    ? String.join(", ", new TreeSet<>(pif.ipv6()))
                    : "IPv6 " + pif.ipv6ConfigurationMode().wire();
        }
        return pif.ipConfigurationMode() == IpConfigurationMode.STATIC
                ? new Subnet(pif.ip(), pif.netmask()).toString()
                : pif.ipConfigurationMode().wire();
    }
}
