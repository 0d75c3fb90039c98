package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.door.Intake;
import io.xcpoperator.operator.platform.secrets.CaBundle;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.streams.DiskUpload;
import io.xcpoperator.xapi.streams.DiskUploads;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work on images in this process: a thread each while bytes move, at most two at a time. What waits, fetched, for
 * something else than bytes holds nobody up: no permit is its, and its room in the work folder goes to others in time. Reconcilers order it and look
 * at how far it is; they never carry bytes. What it knows ends with the process.
 */
final class Imports {
    private static final Logger log = LoggerFactory.getLogger(Imports.class);
    private static final int AT_A_TIME = 2;
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PERMANENT = Duration.ofHours(1);
    private static final Duration TURN = Duration.ofSeconds(15);
    static final String OTHERS = "two other images come first";
    private static final String LATER = ": send it again later";
    private static final String CUT = "the connection was cut before its last byte; nothing of it was kept";

    private final Fetch fetch;
    private final Clock clock;
    private final Consumer<ObjectKey> bell;
    private final Semaphore permits = new Semaphore(AT_A_TIME);
    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final Set<Run> waiting = ConcurrentHashMap.newKeySet();
    private final WorkRoom room;
    private boolean swept;

    /** @param bell rung when there is news of an image */
    Imports(Fetch fetch, Clock clock, Consumer<ObjectKey> bell) {
        this.fetch = fetch;
        this.clock = clock;
        this.bell = bell;
        this.room = new WorkRoom(fetch.room(), AT_A_TIME * fetch.room());
    }

    /** Once: takes away what an earlier process left of images that are no more, and what it cannot go on with. */
    synchronized void sweep(Supplier<Set<String>> known) {
        if (!swept) {
            try {
                fetch.sweep(known.get()).forEach(room::keeps);
            } catch (IOException e) {
                notCleared(e);
            }
            swept = true;
        }
    }

    /** As it was told last; between two tellings lie ten percent and ten seconds. */
    RunState state(String uid) {
        Run run = runs.get(uid);
        return run == null ? new RunState.Idle() : run.state();
    }

    /** As before; but what failed over certificates is as if never begun once there are others. */
    RunState state(String uid, Optional<CaBundle.Found> authorities) {
        Run run = runs.get(uid);
        return run != null
                        && run.state() instanceof RunState.Failed(Reason reason, var _, var _, var _)
                        && reason == Reason.CertificateNotTrusted
                        && !run.authorities().equals(authorities)
                ? new RunState.Idle()
                : state(uid);
    }

    /** Whether its bytes are not here and not on their way. */
    boolean wants(String uid) {
        return switch (state(uid)) {
            case RunState.Idle _, RunState.Queued _, RunState.Failed _ -> true;
            case RunState.Fetching _, RunState.Fetched _, RunState.Sending _, RunState.Sent _ -> false;
        };
    }

    /** Whether a pod is worth making now; else it stands in line, and rings when its turn comes. */
    boolean hasTurn(ObjectKey key, String uid) {
        boolean free = permits.availablePermits() > 0;
        if (!free) {
            queue(runs.computeIfAbsent(uid, _ -> new Run(uid, key, clock, bell)), OTHERS);
        }
        return free;
    }

    /** Begins, where it is not under way; does nothing where two others are at work, or hold the room. */
    void fetch(Order order, Origin origin) {
        Run run = runs.computeIfAbsent(order.uid(), uid -> new Run(uid, order.key(), clock, bell));
        if (!permits.tryAcquire()) {
            queue(run, OTHERS);
            return;
        }
        if (!run.begin()) {
            permits.release();
            return;
        }
        if (!reserve(order.uid())) {
            run.end();
            run.giveBack(permits);
            queue(run, "the work folder is full with images that come first");
            return;
        }
        run.trusting(origin.authorities());
        run.tell(new RunState.Fetching(new RunState.Pace(0, 0, 0)));
        start(run, () -> {
            loaded(run, fetch.run(order, origin, run.watching()));
        });
    }

    private void loaded(Run run, Cargo cargo) {
        run.loaded(cargo);
        room.keeps(run.uid(), cargo.kept());
        run.tell(new RunState.Fetched(cargo.parcel(), Optional.empty()));
    }

    /** Why nothing could be taken now that a person hands over; empty where it could. */
    Optional<String> refusal(String uid) {
        return switch (state(uid)) {
            case RunState.Idle _, RunState.Queued _, RunState.Failed _ ->
                permits.availablePermits() == 0 ? Optional.of(OTHERS + LATER) : Optional.empty();
            case RunState.Fetching _ -> Optional.of("somebody sends its bytes already: wait for the end of that");
            case RunState.Fetched _, RunState.Sending _, RunState.Sent _ ->
                Optional.of("its bytes are here already and are on their way to storage");
        };
    }

    /**
     * Takes what a person hands over, in the caller's thread; goes on with it in one of its own.
     *
     * @return SHA-256 of it in hex
     */
    String take(Order order, InputStream bytes, long length) throws IOException, Intake.Refused {
        Run run = runs.computeIfAbsent(order.uid(), uid -> new Run(uid, order.key(), clock, bell));
        if (!permits.tryAcquire()) {
            throw new Intake.Refused(OTHERS + LATER);
        }
        if (!run.beginAnew()) {
            permits.release();
            throw new Intake.Refused(
                    refusal(order.uid()).orElse("somebody sends its bytes already: wait for the end of that"));
        }
        boolean whole = false;
        try {
            if (!reserve(order.uid())) {
                throw new Intake.Refused("the work folder is full with images that come first" + LATER);
            }
            run.tell(new RunState.Fetching(new RunState.Pace(0, length, 0)));
            String sha256 = fetch.take(order, bytes, length, run.watching());
            requireKnown(run);
            whole = true;
            start(run, () -> loaded(run, fetch.load(order, sha256, run.watching())));
            return sha256;
        } catch (FetchException e) {
            requireKnown(run);
            failed(run, e.reason(), String.valueOf(e.getMessage()), e.permanent());
            throw new Intake.Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            requireKnown(run);
            failed(
                    run,
                    Reason.SourceUnreachable,
                    e instanceof EOFException ? String.valueOf(e.getMessage()) : CUT,
                    false);
            throw e;
        } finally {
            if (!whole) {
                ended(run);
            }
        }
    }

    /** Forgotten while its bytes came: nobody would ask for what lies there. */
    private void requireKnown(Run run) throws Intake.Refused {
        if (runs.get(run.uid()) != run) {
            remove(run.uid());
            throw new Intake.Refused("DiskImage %s was deleted meanwhile; nothing was kept".formatted(run.key()));
        }
    }

    private void queue(Run run, String why) {
        waiting.add(run);
        run.tell(new RunState.Queued(why, clock.instant().plus(TURN)));
    }

    /** A permit, or room, is free. */
    private void wake() {
        for (Run run : Set.copyOf(waiting)) {
            waiting.remove(run);
            if (run.state() instanceof RunState.Queued(String why, var _)) {
                run.tell(new RunState.Queued(why, clock.instant()));
            } else {
                run.wake();
            }
        }
    }

    /** What only lies there makes room: parts of what failed, and what waits for something else than us. */
    private boolean reserve(String uid) {
        if (room.reserve(uid)) {
            return true;
        }
        for (String holder : room.holders()) {
            Run run = runs.get(holder);
            if (!holder.equals(uid) && (run == null || run.gives())) {
                if (run != null && run.state() instanceof RunState.Fetched) {
                    failed(
                            run.key(),
                            holder,
                            Reason.NoCapacity,
                            "it waited in the work folder and made room for another image",
                            false);
                }
                remove(holder);
                if (room.reserve(uid)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A disk was made for what was fetched. */
    void made(String uid, VdiRef vdi) {
        Run run = runs.get(uid);
        if (run != null && run.state() instanceof RunState.Fetched(Parcel parcel, var _)) {
            run.tell(new RunState.Fetched(parcel, Optional.of(vdi)));
        }
    }

    /**
     * Begins to send what was fetched; false where two others are at work.
     *
     * @param tasks makes the task of it, once it is sure to be sent
     */
    boolean send(String uid, VdiRef into, Supplier<TaskRef> tasks, DiskUploads uploads) {
        Run run = runs.get(uid);
        if (run == null) {
            return true;
        }
        if (!permits.tryAcquire()) {
            waiting.add(run);
            return false;
        }
        if (!run.begin()) {
            permits.release();
            waiting.add(run);
            return !(run.state() instanceof RunState.Fetched); // it is about to end, and rings then
        }
        boolean started = false;
        try {
            send(run, into, tasks.get(), uploads);
            started = true;
        } finally {
            if (!started) {
                ended(run);
            }
        }
        return true;
    }

    private void send(Run run, VdiRef into, TaskRef task, DiskUploads uploads) {
        Cargo cargo = run.cargo();
        run.tell(new RunState.Sending(
                cargo.parcel(), into, task, new RunState.Pace(0, cargo.parcel().bytes(), 0)));
        start(run, () -> {
            String trouble = "";
            try {
                uploads.send(new DiskUpload(
                        into,
                        task,
                        cargo.form(),
                        cargo.parcel().bytes(),
                        cargo.upload()::open,
                        run.sending(into, task)));
            } catch (PoolException e) {
                trouble = String.valueOf(e.getMessage());
            }
            run.tell(new RunState.Sent(cargo.parcel(), into, task, trouble));
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private void start(Run run, Work work) {
        // not a virtual thread: it computes as much as it waits, and would keep others from the few carriers
        Thread.ofPlatform().daemon().name("image-" + run.key()).start(() -> {
            try {
                work.run();
            } catch (FetchException e) {
                failed(run, e.reason(), String.valueOf(e.getMessage()), e.permanent());
            } catch (IOException | UncheckedIOException e) {
                failed(run, Reason.SourceUnreachable, "the image could not be read: " + e.getMessage(), false);
            } catch (RuntimeException e) {
                log.atError()
                        .addKeyValue("object", run.key())
                        .setCause(e)
                        .log("bringing an image in failed in an unforeseen way");
                failed(run, Reason.InternalError, "a defect of the operator: please report it with its log", false);
            } finally {
                ended(run);
            }
        });
    }

    private void ended(Run run) {
        run.end();
        run.giveBack(permits);
        wake();
    }

    /** The image cannot be brought in for now; what was fetched is given up, and whatever still works is called off. */
    void failed(ObjectKey key, String uid, Reason reason, String message, boolean permanent) {
        Run run = runs.computeIfAbsent(uid, _ -> new Run(uid, key, clock, bell));
        Run next = run.successor();
        runs.put(uid, next);
        run.callOff();
        waiting.remove(run);
        if (run.giveBack(permits)) {
            wake();
        }
        failed(next, reason, message, permanent);
    }

    private void failed(Run run, Reason reason, String message, boolean permanent) {
        Instant again = clock.instant().plus(permanent ? PERMANENT : run.nextPause(FIRST, LONGEST));
        run.unload();
        try {
            room.keeps(run.uid(), fetch.leave(run.uid(), permanent));
        } catch (IOException e) {
            notCleared(e);
        }
        log.atInfo()
                .addKeyValue("object", run.key())
                .addKeyValue("reason", reason.text())
                .log("an image could not be brought in");
        run.tell(new RunState.Failed(reason, message, permanent, again));
    }

    /** Calls off what is under way, and leaves nothing in the work folder. */
    void forget(String uid) {
        Run run = runs.remove(uid);
        if (run != null) {
            run.callOff();
            waiting.remove(run);
            run.giveBack(permits);
        }
        remove(uid);
        wake();
    }

    private void remove(String uid) {
        try {
            fetch.remove(uid);
            room.keeps(uid, 0);
        } catch (IOException e) {
            notCleared(e);
        }
    }

    private static void notCleared(IOException e) {
        log.atWarn().addKeyValue("reason", e.getMessage()).log("the work folder was not cleared");
    }

    /** Calls everything off; what was fetched in part stays for the next process. */
    void close() {
        runs.values().forEach(Run::callOff);
    }
}
