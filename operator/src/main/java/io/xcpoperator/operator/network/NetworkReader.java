package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.network.AddressMode;
import io.xcpoperator.api.v1alpha1.network.Bond;
import io.xcpoperator.api.v1alpha1.network.HostAddress;
import io.xcpoperator.api.v1alpha1.network.NetworkNbd;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpec;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.access.Access;
import io.xcpoperator.operator.platform.access.SpecAccess;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.gate.Retention;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.types.BondMode;
import io.xcpoperator.xapi.types.HostUuid;
import io.xcpoperator.xapi.types.NetworkUuid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a spec, in which anything may be absent or odd, into a null-free {@link DesiredNetwork}; looks names up in caches only. */
final class NetworkReader {
    private final ObjectKey pool;
    private final PoolView view;
    private final Caches caches;
    private final Owner me;
    private final Map<String, String> labels;
    private final List<Verdict> problems = new ArrayList<>();

    /** @param labels of the resource's namespace */
    NetworkReader(ObjectKey pool, PoolView view, Caches caches, Owner me, Map<String, String> labels) {
        this.pool = pool;
        this.view = view;
        this.caches = caches;
        this.me = me;
        this.labels = labels;
    }

    /** What cannot be read, after {@link #read}. */
    List<Verdict> problems() {
        return List.copyOf(problems);
    }

    DesiredNetwork read(XcpNetwork resource) {
        XcpNetworkSpec spec = resource.getSpec();
        boolean adopted = spec.existing() != null;
        String name = spec.nameLabel() == null && !adopted ? me.key().name() : spec.nameLabel();
        return new DesiredNetwork(
                me,
                form(spec),
                new Wanted(name, spec.description(), spec.tags()),
                Optional.ofNullable(spec.mtu()).map(Integer::longValue),
                nbd(spec),
                addresses(spec.hostAddresses() == null ? List.of() : spec.hostAddresses()),
                Retention.destroys(spec.deletionPolicy(), adopted));
    }

    private DesiredNetwork.Form form(XcpNetworkSpec spec) {
        if (spec.existing() != null) {
            return new DesiredNetwork.Form.Existing(spec.existing());
        }
        if (spec.vlan() != null) {
            return new DesiredNetwork.Form.Vlan(
                    spec.vlan().tag(), trunk(spec.vlan().trunkRef()));
        }
        if (spec.bond() != null) {
            return bond(spec.bond());
        }
        if (spec.hostInternal() == null) {
            invalid("a network is exactly one of vlan, hostInternal, bond, existing");
        }
        return new DesiredNetwork.Form.HostInternal();
    }

    private DesiredNetwork.Form bond(Bond bond) {
        BondMode mode = switch (bond.mode()) {
            case BalanceSlb -> BondMode.BALANCE_SLB;
            case ActiveBackup -> BondMode.ACTIVE_BACKUP;
            case Lacp -> BondMode.LACP;
            case Unknown -> BondMode.UNKNOWN;
        };
        if (mode == BondMode.UNKNOWN) {
            invalid("bond.mode has a value that this version does not know");
        }
        return new DesiredNetwork.Form.Bonded(bond.devices(), mode);
    }

    private Optional<Boolean> nbd(XcpNetworkSpec spec) {
        if (spec.nbd() == NetworkNbd.Unknown) {
            invalid("nbd has a value that this version does not know");
        }
        return Optional.ofNullable(spec.nbd()).map(nbd -> nbd == NetworkNbd.Tls);
    }

    private void invalid(String message) {
        problems.add(new Verdict.Stalled(Reason.InvalidSpec, message));
    }

    private Resolved<NetworkRecord> trunk(Ref ref) {
        ObjectKey key = ObjectKey.resolve(ref.namespace(), ref.name(), me.key().namespace());
        Optional<XcpNetwork> found = caches.networks().find(key);
        if (found.isEmpty()) {
            return Resolved.waits(Reason.ReferenceNotFound, "trunkRef: XcpNetwork %s does not exist".formatted(key));
        }
        XcpNetworkSpec spec = found.get().getSpec();
        ObjectKey itsPool =
                ObjectKey.resolve(spec.poolRef().namespace(), spec.poolRef().name(), key.namespace());
        if (!itsPool.equals(pool)) {
            return new Resolved.Unresolved<>(new Verdict.Stalled(
                    Reason.InvalidSpec,
                    "trunkRef: network %s belongs to pool %s, this one to pool %s".formatted(key, itsPool, pool)));
        }
        return Access.toShared(
                        "network",
                        key,
                        SpecAccess.selector(spec.allowedNamespaces()),
                        me.key().namespace(),
                        labels)
                .<Resolved<NetworkRecord>>map(refused -> Resolved.waits(Reason.AccessDenied, refused))
                .orElseGet(() -> inPool(found.get(), key));
    }

    private Resolved<NetworkRecord> inPool(XcpNetwork trunk, ObjectKey key) {
        String uuid = trunk.getStatus() == null ? null : trunk.getStatus().uuid();
        if (uuid == null) {
            return Resolved.waits(Reason.ReferenceNotReady, "trunkRef: XcpNetwork %s is not ready".formatted(key));
        }
        return view.network(new NetworkUuid(uuid))
                .<Resolved<NetworkRecord>>map(Resolved.Found::new)
                .orElseGet(() -> Resolved.waits(
                        Reason.NotFound, "trunkRef: network %s (%s) is gone from the pool".formatted(key, uuid)));
    }

    private List<DesiredNetwork.Address> addresses(List<HostAddress> entries) {
        Set<String> given = new HashSet<>();
        return entries.stream().map(entry -> address(entry, given)).toList();
    }

    private DesiredNetwork.Address address(HostAddress entry, Set<String> given) {
        String field = "hostAddresses[%s]".formatted(entry.hostRef().name());
        Optional<Subnet> fixed = Optional.ofNullable(entry.address()).flatMap(Subnet::parse);
        Optional<Ipv6Subnet> fixed6 = Optional.ofNullable(entry.address()).flatMap(Ipv6Subnet::parse);
        if (entry.mode() == AddressMode.Unknown) {
            invalid(field + ".mode has a value that this version does not know");
        } else if (entry.address() != null && fixed.isEmpty() && fixed6.isEmpty()) {
            invalid("%s.address %s is not an address of a host with its prefix, as 192.168.20.11/24 or 2001:db8::11/64"
                    .formatted(field, entry.address()));
        }
        fixed.map(Subnet::address)
                .or(() -> fixed6.map(subnet -> subnet.address().getHostAddress()))
                .filter(address -> !given.add(address))
                .ifPresent(address -> invalid("%s.address %s is given to two hosts".formatted(field, address)));
        return new DesiredNetwork.Address(field, host(entry.hostRef().name(), field), fixed, fixed6);
    }

    private Resolved<HostRecord> host(String name, String field) {
        ObjectKey key = new ObjectKey(pool.namespace(), name);
        return caches.hosts()
                .find(key)
                .map(host -> host.getSpec().uuid())
                .map(uuid -> view.host(new HostUuid(uuid))
                        .<Resolved<HostRecord>>map(Resolved.Found::new)
                        .orElseGet(() -> Resolved.waits(
                                Reason.NotFound, "%s: host %s is not in pool %s".formatted(field, uuid, pool.name()))))
                .orElseGet(() -> Resolved.waits(
                        Reason.ReferenceNotFound, "%s: XcpHost %s does not exist".formatted(field, key)));
    }
}
