package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.SrRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a network or a storage repository is there on each host that should have it. Only hosts that are live are
 * judged: what the pool says of one that is down is what it said while it was up. Pure.
 *
 * @param lacks live hosts that lack it, by name
 * @param down hosts that should have it and are not judged, by name
 */
public record Reach(List<Lack> lacks, List<String> down) {
    /**
     * One host that lacks it.
     *
     * @param host its name
     * @param next what mends it, for a person: a command for the console of a host
     */
    public record Lack(String host, String next) {}

    public Reach {
        lacks = List.copyOf(lacks);
        down = List.copyOf(down);
    }

    public boolean isComplete() {
        return lacks.isEmpty();
    }

    public List<String> lackingHosts() {
        return lacks.stream().map(Lack::host).toList();
    }

    /** On every host; one without any interface is made by each host for itself. */
    public static Reach ofNetwork(NetworkRecord network, PoolView view) {
        List<PifRecord> all = view.pifsOf(network.ref());
        return all.isEmpty()
                ? new Reach(List.of(), List.of())
                : over(view.hosts(), view, host -> networkStep(network, host, all));
    }

    private static Optional<String> networkStep(NetworkRecord network, HostRecord host, List<PifRecord> all) {
        Optional<PifRecord> here =
                all.stream().filter(pif -> pif.host().equals(host.ref())).findFirst();
        if (here.isPresent()) {
            return here.filter(pif -> !pif.currentlyAttached())
                    .map(pif -> "xe pif-plug uuid=" + pif.uuid().value());
        }
        PifRecord elsewhere = all.getFirst();
        return Optional.of(
                elsewhere.vlan() >= 0
                        ? "xe vlan-create network-uuid=%s vlan=%d pif-uuid=<interface %s of %s>"
                                .formatted(
                                        network.uuid().value(), elsewhere.vlan(), elsewhere.device(), host.nameLabel())
                        : "give %s an interface %s as the others have".formatted(host.nameLabel(), elsewhere.device()));
    }

    /** On every host where it is shared; else where it was connected once. */
    public static Reach ofStorage(SrRecord storage, PoolView view) {
        List<PbdRecord> all = view.pbdsOf(storage.ref());
        List<HostRecord> should = view.hosts().stream()
                .filter(host -> storage.shared() || connection(host, all).isPresent())
                .toList();
        if (should.isEmpty()) {
            return new Reach(List.of(new Lack("any host", create(storage, "<host>"))), List.of());
        }
        return over(should, view, host -> storageStep(storage, host, all));
    }

    private static Optional<String> storageStep(SrRecord storage, HostRecord host, List<PbdRecord> all) {
        Optional<PbdRecord> here = connection(host, all);
        return here.isPresent()
                ? here.filter(pbd -> !pbd.currentlyAttached())
                        .map(pbd -> "xe pbd-plug uuid=" + pbd.uuid().value())
                : Optional.of(create(storage, host.uuid().value()));
    }

    private static String create(SrRecord storage, String host) {
        return "xe pbd-create host-uuid=%s sr-uuid=%s device-config:…"
                .formatted(host, storage.uuid().value());
    }

    private static Optional<PbdRecord> connection(HostRecord host, List<PbdRecord> all) {
        return all.stream().filter(pbd -> pbd.host().equals(host.ref())).findFirst();
    }

    private static Reach over(List<HostRecord> hosts, PoolView view, Function<HostRecord, Optional<String>> step) {
        var lacks = new ArrayList<Lack>();
        var down = new ArrayList<String>();
        hosts.stream().sorted(Comparator.comparing(HostRecord::nameLabel)).forEach(host -> {
            if (HostLife.isLive(host, view)) {
                step.apply(host).ifPresent(next -> lacks.add(new Lack(host.nameLabel(), next)));
            } else {
                down.add(host.nameLabel());
            }
        });
        return new Reach(lacks, down);
    }
}
