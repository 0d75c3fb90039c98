package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.secrets.CaBundle;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The work on one image: one thread at a time, and what it tells of itself. */
final class Run {
    private static final Duration BETWEEN = Duration.ofSeconds(10);
    private static final Duration TURN = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 9;

    private final String uid;
    private final ObjectKey key;
    private final Clock clock;
    private final Consumer<ObjectKey> bell;
    private RunState told = new RunState.Idle();
    private Instant toldAt = Instant.EPOCH;
    private Instant begun = Instant.EPOCH;
    private boolean working;
    private boolean permitted;
    private int failures;
    private Optional<CaBundle.Found> authorities = Optional.empty();
    private volatile boolean calledOff;
    private volatile @Nullable Closeable connection;
    private @Nullable Cargo cargo;

    Run(String uid, ObjectKey key, Clock clock, Consumer<ObjectKey> bell) {
        this.uid = uid;
        this.key = key;
        this.clock = clock;
        this.bell = bell;
    }

    /** For the next try; it remembers how many there were. */
    synchronized Run successor() {
        var next = new Run(uid, key, clock, bell);
        next.failures = failures;
        next.authorities = authorities;
        return next;
    }

    String uid() {
        return uid;
    }

    ObjectKey key() {
        return key;
    }

    /** Notes whose certificates it goes by. */
    synchronized void trusting(Optional<CaBundle.Found> bundle) {
        authorities = bundle;
    }

    synchronized Optional<CaBundle.Found> authorities() {
        return authorities;
    }

    synchronized RunState state() {
        return told;
    }

    /** Rings for it, without news: what it waited for may be there. */
    void wake() {
        bell.accept(key);
    }

    /** Whether what it has in the work folder may go, for others need the room: nothing moves, and it had its turn. */
    synchronized boolean gives() {
        return !working
                && (told instanceof RunState.Failed
                        || (told instanceof RunState.Fetched && !clock.instant().isBefore(toldAt.plus(TURN))));
    }

    /** False where it works already. */
    synchronized boolean begin() {
        if (working || calledOff) {
            return false;
        }
        working = true;
        permitted = true;
        begun = clock.instant();
        return true;
    }

    /** The same, but only where there are no bytes of it yet. */
    synchronized boolean beginAnew() {
        return (told instanceof RunState.Idle || told instanceof RunState.Failed || told instanceof RunState.Queued)
                && begin();
    }

    synchronized void end() {
        working = false;
        if (calledOff) {
            unload();
        }
    }

    /** Gives the permit back, once, whoever asks first; whether it was this one. */
    synchronized boolean giveBack(Semaphore permits) {
        boolean gives = permitted && !working;
        if (gives) {
            permitted = false;
            permits.release();
        }
        return gives;
    }

    void tell(RunState next) {
        synchronized (this) {
            if (calledOff) {
                return; // nobody listens to it any more
            }
            told = next;
            toldAt = clock.instant();
        }
        bell.accept(key);
    }

    private void paced(
            long bytes,
            long total,
            UnaryOperator<RunState.Pace> rounded,
            java.util.function.Function<RunState.Pace, RunState> state) {
        RunState next;
        synchronized (this) {
            Instant now = clock.instant();
            long seconds = Math.max(1, Duration.between(begun, now).toSeconds());
            var pace = rounded.apply(new RunState.Pace(bytes, total, bytes / seconds));
            boolean due = !now.isBefore(toldAt.plus(BETWEEN)) && pace.percent() > percent();
            if (!due) {
                return;
            }
            next = state.apply(pace);
        }
        tell(next);
    }

    private int percent() {
        return switch (told) {
            case RunState.Fetching(RunState.Pace pace) -> pace.percent();
            case RunState.Sending(var _, var _, var _, RunState.Pace pace) -> pace.percent();
            case RunState.Idle _, RunState.Queued _, RunState.Fetched _, RunState.Sent _, RunState.Failed _ -> 0;
        };
    }

    Download.Watch watching() {
        return new Download.Watch() {
            @Override
            public void at(long bytes, long total) throws IOException {
                check();
                paced(bytes, total, UnaryOperator.identity(), RunState.Fetching::new);
            }

            @Override
            public void connected(Closeable other) {
                connection = other;
            }
        };
    }

    LongConsumer sending(VdiRef into, TaskRef task) {
        return bytes -> {
            try {
                check();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Parcel parcel = cargo().parcel();
            paced(
                    bytes,
                    parcel.bytes(),
                    UnaryOperator.identity(),
                    pace -> new RunState.Sending(parcel, into, task, pace));
        };
    }

    private void check() throws IOException {
        if (calledOff) {
            throw new IOException("called off");
        }
    }

    synchronized void loaded(Cargo loaded) {
        cargo = loaded;
    }

    synchronized Cargo cargo() {
        if (cargo == null) {
            throw new IllegalStateException("nothing was fetched");
        }
        return cargo;
    }

    synchronized void unload() {
        if (cargo != null) {
            try {
                cargo.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            cargo = null;
        }
    }

    synchronized Duration nextPause(Duration first, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        failures++;
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /** The thread that works notices at its next piece, or because its connection is cut. */
    void callOff() {
        calledOff = true;
        Closeable open = connection;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // it is being given up anyway
            }
        }
        synchronized (this) {
            if (!working) {
                unload();
            }
        }
    }
}
