package io.xcpoperator.operator.snapshot;

import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.operator.platform.pools.SnapshotDisks;
import io.xcpoperator.operator.platform.status.Failures;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.xapi.calls.TaskStarts;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out a plan up to its first task. The only part that calls the pool; it decides nothing. */
final class SnapshotExecutor {
    private static final Logger log = LoggerFactory.getLogger(SnapshotExecutor.class);
    private static final Duration SOON = Duration.ofMillis(200);

    /** UIDs of resources whose last writes the mirror may not show yet. */
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();

    /** It cannot be told yet whether an earlier request took effect, or the object is another now; nothing was sent. */
    private static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undecided(String why) {
            super(why);
        }
    }

    Outcome execute(Sight.Seen seen, Want want, long generation, List<Step> steps) {
        if (steps.isEmpty()) {
            return new Outcome.Settled();
        }
        if (unseen.contains(want.me().uid()) && !caughtUp(seen, want)) {
            return new Outcome.Retry(Reason.Applying, "waiting for the pool to show what was changed", Requeue.RETRY);
        }
        unseen.add(want.me().uid());
        Outcome outcome = acted(seen, want, generation, steps);
        return caughtUp(seen, want) || !(outcome instanceof Outcome.Acted)
                ? outcome
                : new Outcome.Retry(Reason.Applying, "waiting for the pool to show what was changed", SOON);
    }

    /** The resource is no more. */
    void forget(String uid) {
        unseen.remove(uid);
    }

    private boolean caughtUp(Sight.Seen seen, Want want) {
        boolean caughtUp = seen.pool().catchUp();
        if (caughtUp) {
            unseen.remove(want.me().uid());
        }
        return caughtUp;
    }

    private Outcome acted(Sight.Seen seen, Want want, long generation, List<Step> steps) {
        String what = "look at snapshot " + want.name();
        try {
            XapiCalls calls = seen.pool().calls();
            TaskStarts tasks = calls.tasks(Map.of(
                    MarkIndexes.SNAPSHOT_OWNER,
                    want.me().markFor("task-" + generation).toString()));
            for (Step step : steps) {
                what = "%s (%s)".formatted(step.on(), step.why());
                act(step.action(), seen, want, calls, tasks);
                log.atDebug()
                        .addKeyValue("pool", seen.pool().key())
                        .addKeyValue("op", step.action().calls().getLast())
                        .log("snapshot step done");
                if (step.action().isTask()) {
                    return new Outcome.Started(step.why());
                }
            }
            return new Outcome.Acted();
        } catch (Undecided e) {
            return new Outcome.Retry(Reason.Applying, Objects.toString(e.getMessage(), ""), Requeue.RETRY);
        } catch (PoolException e) {
            return Failures.outcome(e, "go on with " + what, seen.view());
        }
    }

    private static void act(Action action, Sight.Seen seen, Want want, XapiCalls calls, TaskStarts tasks) {
        switch (action) {
            case Action.Take a -> take(a, seen, calls, tasks);
            case Action.Mark a -> {
                if (a.replaces()) {
                    gone(() -> calls.vm().removeFromOtherConfig(a.snapshot(), MarkIndexes.SNAPSHOT_OWNER));
                }
                calls.vm().addToOtherConfig(a.snapshot(), MarkIndexes.SNAPSHOT_OWNER, a.mark());
            }
            case Action.Rename a -> calls.vm().setNameLabel(a.snapshot(), a.name());
            case Action.Unmark a ->
                gone(() -> calls.vm().removeFromOtherConfig(a.snapshot(), MarkIndexes.SNAPSHOT_OWNER));
            case Action.MarkDisk a -> {
                requireOurs(a.snapshot(), want, calls);
                require(goesWith(a, seen), "a disk of the snapshot is used elsewhere; not touched");
                calls.vdi().addToOtherConfig(a.vdi(), MarkIndexes.SNAPSHOT_OWNER, a.mark());
            }
            case Action.Destroy a ->
                gone(() -> {
                    requireOurs(a.snapshot(), want, calls);
                    tasks.vm().destroy(a.snapshot());
                });
            case Action.DestroyDisk a ->
                gone(() -> {
                    requireLeft(a.vdi(), seen, want, calls);
                    tasks.vdi().destroy(a.vdi());
                });
            case Action.DropDrive a ->
                gone(() -> {
                    requireOurs(a.snapshot(), want, calls);
                    boolean drive =
                            SeedDrives.isOne(calls.vdi().getRecord(a.vdi()).otherConfig())
                                    && SnapshotDisks.goesWith(
                                            a.snapshot(), a.vdi(), seen.pool().freshView());
                    require(drive, "a disk of the snapshot is another one now; not touched");
                    tasks.vdi().destroy(a.vdi());
                });
            case Action.Settle a -> gone(() -> calls.task().destroy(a.task()));
        }
    }

    /**
     * VM.snapshot takes no other_config, so the token travels in the name. A request without an answer may be under way,
     * or be done: both are looked for directly before the next.
     */
    private static void take(Action.Take a, Sight.Seen seen, XapiCalls calls, TaskStarts tasks) {
        String name = Names.making(a.token());
        PoolView now = seen.pool().freshView();
        boolean idle =
                now.vm(a.vm()).filter(vm -> vm.currentOperations().isEmpty()).isPresent();
        require(
                idle && calls.vm().getByNameLabel(name).isEmpty(),
                "an earlier request for the snapshot may still be under way; looking again");
        if (a.memory()) {
            tasks.vm().checkpoint(a.vm(), name);
        } else if (!a.without().isEmpty()) {
            tasks.vm().snapshotWithout(a.vm(), name, a.without());
        } else {
            tasks.vm().snapshot(a.vm(), name);
        }
    }

    /** Read once more before what cannot be undone (S1). */
    private static void requireOurs(VmRef snapshot, Want want, XapiCalls calls) {
        VmRecord record = calls.vm().getRecord(snapshot);
        require(
                record.isASnapshot() && Identity.ownership(record, want.me()) instanceof Ownership.Ours,
                "the snapshot is not ours any more; not touched");
    }

    private static boolean goesWith(Action.MarkDisk a, Sight.Seen seen) {
        return SnapshotDisks.goesWith(a.snapshot(), a.vdi(), seen.pool().freshView());
    }

    private static void requireLeft(VdiRef vdi, Sight.Seen seen, Want want, XapiCalls calls) {
        VdiRecord record = calls.vdi().getRecord(vdi);
        require(Leftovers.isOne(record, want.me(), seen.pool().freshView()), "the disk is in use; not touched");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Undecided(otherwise);
        }
    }

    /** What is not there any more need not go. */
    private static void gone(Runnable call) {
        try {
            call.run();
        } catch (XapiException e) {
            if (!e.is("HANDLE_INVALID")) {
                throw e;
            }
        }
    }
}
