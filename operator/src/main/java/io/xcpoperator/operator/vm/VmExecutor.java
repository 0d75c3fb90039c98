package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reaction;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.xapi.errors.AddressRefusedException;
import io.xcpoperator.xapi.errors.BusyException;
import io.xcpoperator.xapi.errors.DifferentPoolException;
import io.xcpoperator.xapi.errors.ForbiddenCallException;
import io.xcpoperator.xapi.errors.InvalidArgumentException;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.PoolUnavailableException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.UntrustedCertificateException;
import io.xcpoperator.xapi.errors.WriteRefusedException;
import io.xcpoperator.xapi.errors.XapiException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries out a plan up to its first task. The only part that calls the pool; it decides nothing. */
final class VmExecutor {
    /** So many calls are left to the controllers of pool, hosts, networks and storage. */
    private static final int OTHERS = 2;
    /** Longer than this in line, it is told in status. */
    private static final Duration TOLD = Duration.ofSeconds(30);

    /** UIDs of resources whose last writes the mirror may not show yet. */
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();

    private final Turns turns;
    private final ActionHandler actions;

    VmExecutor(Attempts attempts, Turns turns, SafetyHandler safety) {
        this.turns = turns;
        this.actions = new ActionHandler(attempts, safety);
    }

    Outcome execute(Look look, List<Step> steps, long generation) {
        if (look.pool().isEmpty() || look.want().isEmpty()) {
            return new Outcome.Settled();
        }
        PoolHandle pool = look.pool().get();
        Owner me = look.want().get().me();
        if (steps.isEmpty()) {
            turns.drop(pool.key(), me.key());
            return new Outcome.Settled();
        }
        if (unseen.contains(me.uid())) {
            return catchUp(pool, me);
        }
        if (!turns.enter(pool.key(), Math.max(1, pool.concurrentCalls() - OTHERS), me.key())) {
            return inLine(pool, me);
        }
        var end = Turns.End.DONE;
        try {
            unseen.add(me.uid());
            Outcome outcome = acted(pool, me, generation, steps, Troubles.of(look));
            end = end(outcome);
            if (unseen.contains(me.uid())) {
                catchUp(pool, me);
            }
            if (end != Turns.End.BUSY) {
                return outcome;
            }
        } finally {
            turns.end(pool.key(), me.key(), end);
        }
        return inLine(pool, me);
    }

    private static Turns.End end(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Queued _ -> Turns.End.BUSY;
            case Outcome.Started _ -> Turns.End.STARTED;
            case Outcome.Settled _,
                    Outcome.Acted _,
                    Outcome.Retry _,
                    Outcome.Wait _,
                    Outcome.Invalid _,
                    Outcome.Until _ -> Turns.End.DONE;
        };
    }

    /** A short wait is nobody's business: no status is written for it. */
    private Outcome inLine(PoolHandle pool, Owner me) {
        return turns.waiting(pool.key(), me.key()).compareTo(TOLD) < 0
                ? new Outcome.Queued()
                : new Outcome.Retry(
                        Reason.PoolBusy,
                        "waiting for its turn: the pool is busy with as much as spec.limits of XcpPool %s allows"
                                .formatted(pool.key()),
                        TOLD);
    }

    /** The resource is no more. */
    void forget(String uid) {
        unseen.remove(uid);
    }

    private Outcome acted(PoolHandle pool, Owner me, long generation, List<Step> steps, Troubles troubles) {
        boolean sent = false;
        try {
            Round round = new Round(pool, pool.calls(), me, generation, new Bindings());
            for (Step step : steps) {
                sent |= !step.action().isTask();
                actions.handle(step.action(), round);
                if (step.action().isTask()) {
                    return new Outcome.Started(
                            Operations.name(step.action().calls().getLast()));
                }
            }
            return new Outcome.Acted();
        } catch (Undecided e) {
            return new Outcome.Retry(Reason.Applying, e.why(), Requeue.RETRY);
        } catch (PoolException e) {
            if (e instanceof BusyException && !sent) { // a task is refused as a whole
                unseen.remove(me.uid());
            }
            return failed(e, troubles);
        }
    }

    /** Waits until the mirror shows what was written, so that no round plans on what was before. */
    private Outcome catchUp(PoolHandle pool, Owner me) {
        try {
            pool.viewAfterWrites(PoolHandle.CATCH_UP);
            unseen.remove(me.uid());
            return new Outcome.Retry(Reason.Applying, "changes are being made", Requeue.SOON);
        } catch (PoolException e) {
            return Reaction.to(e).outcome("waiting for the pool to show what was changed");
        }
    }

    private static Outcome failed(PoolException e, Troubles troubles) {
        return switch (e) {
            case XapiException x -> outcome(troubles.of(x.call(), x.code(), x.parameters()));
            case WriteRefusedException w ->
                Reaction.to(w)
                        .outcome("pool %s may not be written to now (%s); its XcpPool says why"
                                .formatted(w.pool(), w.reason()));
            case BusyException _ -> new Outcome.Queued();
            case InvalidArgumentException i -> // nothing was sent; only another spec helps
                Reaction.to(i)
                        .outcome("a value of the spec cannot be sent to the pool (%s: %s)"
                                .formatted(i.call(), i.getMessage()));
            // no answer of the pool's, whatever the cause: the mirror tells what took effect
            case TransportException _,
                    UntrustedCertificateException _,
                    PoolUnavailableException _,
                    ForbiddenCallException _,
                    AddressRefusedException _,
                    DifferentPoolException _ ->
                Reaction.to(e).outcome("the pool did not answer " + e.call() + "; trying again");
        };
    }

    static Outcome outcome(Hindrance why) {
        return switch (why.kind()) {
            case Works ->
                new Outcome.Retry(why.reason(), why.message(), why.again().orElse(Requeue.RETRY));
            case Waits ->
                why.again()
                        .<Outcome>map(again -> new Outcome.Until(again, why.reason(), why.message()))
                        .orElseGet(() -> new Outcome.Wait(why.reason(), why.message()));
            case Stalls -> new Outcome.Invalid(why.reason(), why.message());
        };
    }
}
