package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.pools.HostLife;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.SrRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The connections of the hosts with a storage repository that was made or attached: made and plugged in where one lacks it. Pure. */
final class Connections {
    private static final String MAINTENANCE = "xo:maintenanceState";

    private final Backing backing;
    private final SrRecord storage;
    private final PoolView view;
    private final Known known;

    Connections(Backing backing, SrRecord storage, PoolView view, Known known) {
        this.backing = backing;
        this.storage = storage;
        this.view = view;
        this.known = known;
    }

    /** @param unread it was there before the pool knew of it, and its content is still to be read */
    StoragePlan plan(boolean unread) {
        if (storage.otherConfig().containsKey(MAINTENANCE)) {
            return StoragePlan.hindered(new Verdict.Waiting(
                    Reason.StorageNotAttached,
                    "Xen Orchestra has storage repository %s in maintenance; it is left alone until that ends"
                            .formatted(storage.nameLabel())));
        }
        boolean coming = !unread && view.sr(storage.ref()).isEmpty();
        List<Step> steps = coming ? new ArrayList<>() : lacking();
        boolean plugged = !steps.isEmpty() || connections().anyMatch(PbdRecord::currentlyAttached);
        Optional<Verdict> unreadable = known.setback(TaskMark.SCAN).filter(_ -> unread);
        if (unreadable.isPresent()) {
            return new StoragePlan(steps, Optional.empty(), List.of(unreadable.get()));
        }
        if (unread && plugged && !known.done().contains(TaskMark.SCAN)) {
            steps.add(new Step(new StorageAction.Scan(), storage.nameLabel(), "read what is in it"));
        }
        return StoragePlan.of(steps);
    }

    private Stream<PbdRecord> connections() {
        return view.pbdsOf(storage.ref()).stream();
    }

    private List<Step> lacking() {
        var steps = new ArrayList<Step>();
        for (HostRecord host : should()) {
            Optional<PbdRecord> mine =
                    connections().filter(pbd -> pbd.host().equals(host.ref())).findFirst();
            String why = "not plugged in on " + host.nameLabel();
            if (mine.isEmpty()) {
                steps.add(new Step(
                        new StorageAction.Connect(host.ref(), backing, config(steps)), storage.nameLabel(), why));
            } else if (!mine.get().currentlyAttached()
                    && known.setback(TaskMark.plugging(mine.get().uuid().value()))
                            .isEmpty()) {
                steps.add(new Step(
                        new StorageAction.Plug(
                                mine.get().ref(), mine.get().uuid().value()),
                        storage.nameLabel(),
                        why));
            }
        }
        return steps;
    }

    private List<HostRecord> should() {
        Stream<HostRecord> hosts = backing.host()
                .map(where -> where instanceof Resolved.Found<HostRecord>(HostRecord host)
                        ? Stream.of(host)
                        : Stream.<HostRecord>empty())
                .orElseGet(() -> view.hosts().stream());
        return hosts.filter(host -> HostLife.isLive(host, view))
                .sorted(Comparator.comparing(HostRecord::nameLabel))
                .toList();
    }

    /** As another host has it, or will by an earlier step: its password is a secret object of the pool's by then. */
    private Map<String, String> config(List<Step> before) {
        Optional<Map<String, String>> there =
                connections().map(PbdRecord::deviceConfig).findFirst();
        return there.orElseGet(() -> before.isEmpty() ? Map.of() : backing.config());
    }
}
