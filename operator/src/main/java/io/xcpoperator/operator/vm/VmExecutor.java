package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries out a plan up to its first task. The only part that calls the pool; it decides nothing. */
final class VmExecutor {
    private static final Duration CATCH_UP = Duration.ofSeconds(5);
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(200);

    /** UIDs of resources whose last writes the mirror may not show yet. */
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();

    private final MakingHandler making;
    private final PartHandler parts;

    VmExecutor(Attempts attempts) {
        this.making = new MakingHandler(attempts);
        this.parts = new PartHandler(attempts);
    }

    Outcome execute(Look look, List<Step> steps, long generation) {
        if (steps.isEmpty() || look.pool().isEmpty() || look.want().isEmpty()) {
            return new Outcome.Settled();
        }
        PoolHandle pool = look.pool().get();
        Owner me = look.want().get().me();
        if (unseen.contains(me.uid())) {
            return catchUp(pool, me);
        }
        unseen.add(me.uid());
        Outcome outcome = acted(pool, me, generation, steps, names(look.observed()));
        catchUp(pool, me);
        return outcome;
    }

    private Outcome acted(PoolHandle pool, Owner me, long generation, List<Step> steps, Map<String, String> names) {
        try {
            Round round = new Round(pool, pool.calls(), me, generation, new Bindings());
            for (Step step : steps) {
                carryOut(step.action(), round);
                if (step.action().isTask()) {
                    return new Outcome.Started(
                            Operations.name(step.action().calls().getLast()));
                }
            }
            return new Outcome.Acted();
        } catch (Undecided e) {
            return new Outcome.Retry(Reason.Applying, e.why(), Troubles.RETRY);
        } catch (PoolException e) {
            return failed(e, names);
        }
    }

    /** Waits until the mirror shows what was written, so that no round plans on what was before. */
    private Outcome catchUp(PoolHandle pool, Owner me) {
        try {
            pool.viewAfterWrites(CATCH_UP);
            unseen.remove(me.uid());
            return new Outcome.Retry(Reason.Applying, "changes are being made", SOON);
        } catch (PoolException e) {
            return new Outcome.Retry(
                    Troubles.reason(e.classification().reason()),
                    "waiting for the pool to show what was changed",
                    Troubles.RETRY);
        }
    }

    private static Map<String, String> names(Observed observed) {
        return switch (observed) {
            case Observed.Seen seen -> seen.around().names();
            case Observed.Unreachable _ -> Map.of();
        };
    }

    private void carryOut(Action action, Round round) {
        try {
            handle(action, round);
        } catch (XapiException e) {
            if (action instanceof PowerAction.Start start && !Troubles.passes(e.code())) {
                start.ifRefused().ifPresent(key -> handle(key, round));
            }
            throw e;
        }
    }

    private void handle(Action action, Round round) {
        switch (action) {
            case MakingAction a -> making.handle(a, round);
            case SettingAction a -> SettingHandler.handle(a, round);
            case DiskAction a -> parts.disks(a, round);
            case NicAction a -> parts.nics(a, round);
            case PowerAction a -> PowerHandler.handle(a, round);
            case DestroyAction a -> DestroyHandler.handle(a, round);
            case TaskAction.Settle a ->
                PartHandler.gone(() -> round.calls().task().destroy(a.task()));
            case TaskAction.Cancel a ->
                PartHandler.gone(() -> round.calls().task().cancel(a.task()));
        }
    }

    private static Outcome failed(PoolException e, Map<String, String> names) {
        Troubles troubles = new Troubles(names, () -> "no host takes the VM");
        return switch (e) {
            case XapiException x -> outcome(troubles.of(x.code(), x.parameters()));
            case WriteRefusedException w ->
                new Outcome.Until(
                        Troubles.WAIT,
                        Troubles.reason(w.reason()),
                        "the pool may not be written to now: " + w.reason());
            case BusyException _ ->
                new Outcome.Retry(
                        Reason.PoolBusy, "the pool is busy with as much as XcpPool limits allow; waiting", BUSY);
            // no answer of the pool's, whatever the cause: the mirror tells what took effect
            case TransportException _,
                    UntrustedCertificateException _,
                    PoolUnavailableException _,
                    ForbiddenCallException _,
                    InvalidArgumentException _,
                    AddressRefusedException _,
                    DifferentPoolException _ ->
                new Outcome.Retry(
                        Troubles.reason(e.classification().reason()),
                        "the pool did not answer " + e.call() + "; trying again",
                        Troubles.RETRY);
        };
    }

    static Outcome outcome(Hindrance why) {
        return switch (why.kind()) {
            case Works ->
                new Outcome.Retry(why.reason(), why.message(), why.again().orElse(Troubles.RETRY));
            case Waits ->
                why.again()
                        .<Outcome>map(again -> new Outcome.Until(again, why.reason(), why.message()))
                        .orElseGet(() -> new Outcome.Wait(why.reason(), why.message()));
            case Stalls -> new Outcome.Invalid(why.reason(), why.message());
        };
    }
}
