package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.storage.FoundStorage;
import io.xcpoperator.operator.platform.pools.HostLife;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.types.SrUuid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a storage repository may be made, and by which calls: looked for first, never over what is there. Pure. */
final class Making {
    /** What was seen a moment ago may be acted on. */
    static final Duration FRESH = Duration.ofSeconds(30);

    /** What is in the way is looked for again after. */
    static final Duration AGAIN = Duration.ofMinutes(5);

    private static final int NAMED = 5;

    private final DesiredStorage.Form.Made made;
    private final Backing backing;
    private final DesiredStorage want;
    private final PoolView view;
    private final Known known;
    private final Instant now;

    Making(DesiredStorage.Form.Made made, DesiredStorage want, PoolView view, Known known, Instant now) {
        this.made = made;
        this.backing = made.backing();
        this.want = want;
        this.view = view;
        this.known = known;
        this.now = now;
    }

    StoragePlan plan() {
        return switch (host()) {
            case Resolved.Unresolved<HostRecord>(Verdict why) -> StoragePlan.hindered(why);
            case Resolved.Found<HostRecord>(HostRecord host) ->
                wait(host).map(StoragePlan::hindered).orElseGet(() -> on(host));
        };
    }

    private Resolved<HostRecord> host() {
        return backing.host()
                .orElseGet(() -> view.coordinator()
                        .<Resolved<HostRecord>>map(Resolved.Found::new)
                        .orElseGet(
                                () -> Resolved.waits(Reason.PoolNotReady, "the pool's coordinator is not known yet")));
    }

    private Optional<Verdict> wait(HostRecord host) {
        if (!HostLife.isLive(host, view)) {
            return Optional.of(new Verdict.Waiting(
                    Reason.HostUnavailable,
                    "host %s is down; the storage repository is made when it is back".formatted(host.nameLabel())));
        }
        if (view.pool()
                .filter(pool -> pool.otherConfig().containsKey("rolling_upgrade_in_progress"))
                .isPresent()) {
            return Optional.of(new Verdict.Waiting(
                    Reason.RollingUpgrade,
                    "a rolling upgrade of the pool is in progress; the storage repository is made after it"));
        }
        if (!known.running().isEmpty()) {
            return Optional.of(new Verdict.Working(
                    Reason.TaskRunning, running(known.running().getFirst())));
        }
        return known.setback(TaskMark.probing(backing))
                .or(() -> known.setback(TaskMark.MAKE))
                .or(() -> inPool(host));
    }

    private String running(TaskRecord task) {
        if (TaskMark.isNobodys(task)) {
            return "a storage repository is being made in the pool, and it cannot be told for whom; waiting for its end";
        }
        return TaskMark.subject(task).startsWith(TaskMark.PROBE)
                ? "looking what is on " + backing.name()
                : "the storage repository is being made on " + backing.name();
    }

    /** What the pool has already is not made or attached a second time. */
    private Optional<Verdict> inPool(HostRecord host) {
        Optional<SrRecord> there = made.attach()
                .flatMap(uuid -> view.sr(new SrUuid(uuid)))
                .or(() -> made.beside() || made.attach().isPresent() ? Optional.empty() : atPlace(host));
        return there.map(storage -> new Verdict.Stalled(
                Reason.StorageInUse,
                "the pool has %s already, as \"%s\": to stand for it, write existing: {uuid: %s}%s"
                        .formatted(backing.name(), storage.nameLabel(), storage.uuidText(), besideHint())));
    }

    private String besideHint() {
        return backing.place().contains("server") && made.attach().isEmpty()
                ? "; for a new one next to it, create: Beside"
                : "";
    }

    private Optional<SrRecord> atPlace(HostRecord host) {
        return view.pbds().stream()
                .filter(pbd -> backing.isAt(pbd.deviceConfig())
                        && (backing.shared() || pbd.host().equals(host.ref())))
                .flatMap(pbd -> view.sr(pbd.sr()).stream())
                .filter(storage -> storage.type().equals(backing.type()))
                .findFirst();
    }

    private StoragePlan on(HostRecord host) {
        if (!backing.probed()) {
            return with(host, List.of());
        }
        Optional<Known.Probe> probe = known.probe().filter(p -> p.key().equals(backing.key()));
        Optional<Verdict> blocked = probe.flatMap(p -> blocked(p.found()));
        if (blocked.isPresent() && probe.get().isYounger(AGAIN, now)) {
            return StoragePlan.hindered(blocked.get());
        }
        return blocked.isEmpty() && probe.filter(p -> p.isYounger(FRESH, now)).isPresent()
                ? with(host, List.of())
                : with(
                        host,
                        List.of(new Step(
                                new StorageAction.Probe(host.ref(), backing),
                                want.name(),
                                "look what is on " + backing.name())));
    }

    private Optional<Verdict> blocked(List<FoundStorage> found) {
        if (made.attach().isPresent()) {
            String uuid = made.attach().get();
            return found.stream().anyMatch(one -> uuid.equals(one.uuid()))
                    ? Optional.empty()
                    : Optional.of(new Verdict.Stalled(
                            Reason.NotFound,
                            "attach: there is no storage repository %s on %s; there is: %s"
                                    .formatted(uuid, backing.name(), named(found))));
        }
        if (found.isEmpty() || made.beside()) {
            return Optional.empty();
        }
        return Optional.of(new Verdict.Stalled(
                Reason.StorageInUse,
                "there is a storage repository on %s already, perhaps of another pool, and nothing is written over it: %s; to use it with what is in it, write attach: {uuid: %s}%s"
                        .formatted(
                                backing.name(), named(found), found.getFirst().uuid(), besideHint())));
    }

    private static String named(List<FoundStorage> found) {
        if (found.isEmpty()) {
            return "none";
        }
        String more = found.size() > NAMED ? " and %d more".formatted(found.size() - NAMED) : "";
        return found.stream()
                        .limit(NAMED)
                        .map(one -> one.name() == null
                                ? String.valueOf(one.uuid())
                                : "%s (%s)".formatted(one.uuid(), one.name()))
                        .collect(Collectors.joining(", "))
                + more;
    }

    private StoragePlan with(HostRecord host, List<Step> first) {
        var steps = new ArrayList<>(first);
        if (made.attach().isPresent()) {
            String uuid = made.attach().get();
            steps.add(new Step(
                    new StorageAction.Introduce(uuid, backing, want.name(), ""),
                    want.name(),
                    "attach %s of %s".formatted(uuid, backing.name())));
            return StoragePlan.of(steps);
        }
        steps.add(new Step(
                new StorageAction.Create(host.ref(), backing, want.name(), ""),
                want.name(),
                "make it on %s for %s".formatted(backing.name(), want.me().key())));
        return new StoragePlan(steps, backing.formats().map(this::format), List.of());
    }

    private StoragePlan.Format format(String subject) {
        return new StoragePlan.Format(
                subject,
                "%s is formatted, and all that is on it is lost; the pool can see storage repositories on it, and no other file system"
                        .formatted(backing.name()));
    }
}
