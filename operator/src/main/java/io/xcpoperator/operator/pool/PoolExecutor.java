package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.OwnTags;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Failures;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.xapi.calls.PoolCalls;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.records.PoolRecord;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import io.xcpoperator.xapi.types.PoolRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the connection and the calls it is told to; decides nothing. */
final class PoolExecutor {
    private static final Logger log = LoggerFactory.getLogger(PoolExecutor.class);

    private static final Duration CATCH_UP = Duration.ofSeconds(5);

    private final PoolConnections connections;
    private final TrustStores trusts;

    PoolExecutor(PoolConnections connections, TrustStores trusts) {
        this.connections = connections;
        this.trusts = trusts;
    }

    /** Opens, keeps or replaces the connection. Where something is missing an open one stays: a session outlives its Secret. */
    void connect(XcpPool pool, Setup setup) {
        switch (setup) {
            case Setup.Complete(LinkSettings settings) -> connections.ensure(pool, settings);
            case Setup.Missing _ -> {}
            case Setup.Wrong _ -> connections.close(ObjectKey.of(pool));
        }
    }

    /** Keeps a certificate that a person approved where a loss of status cannot reach, and connects with it. */
    private void trust(XcpPool pool, CertificateFingerprint approved) {
        trusts.of(pool).approve(approved);
        connections.link(ObjectKey.of(pool)).ifPresent(link -> link.client().reconnectNow());
    }

    /** What is done of the approval of a certificate in this round. */
    Outcome execute(XcpPool pool, CertificateApproval approval) {
        return switch (approval) {
            case CertificateApproval.None _ -> new Outcome.Settled();
            case CertificateApproval.ToBeRecorded _ ->
                new Outcome.Until(Requeue.SOON, Reason.CertificateChanged, "the approval is put on record");
            case CertificateApproval.OnRecord(CertificateFingerprint certificate) -> {
                trust(pool, certificate);
                yield new Outcome.Acted();
            }
        };
    }

    Outcome execute(XcpPool pool, Observed observed, List<PoolAction> actions) {
        if (actions.isEmpty()) {
            return execute(pool, CertificateApproval.of(observed));
        }
        ObjectKey key = ObjectKey.of(pool);
        Optional<PoolLink> link = connections.link(key);
        Optional<PoolRecord> record =
                link.flatMap(l -> l.client().mirror().view().pool());
        if (link.isEmpty() || record.isEmpty()) {
            return new Outcome.Settled(); // it went meanwhile: the round that this causes says so
        }
        if (link.get().manager().writes() instanceof WriteState.Closed(Reason reason, String message)) {
            return new Outcome.Until(Requeue.WAIT, reason, message); // its mark runs out without an event
        }
        for (PoolAction action : actions) {
            try {
                link.get().manager().ensure(link.get().client().calls());
                call(link.get().client().calls().pool(), record.get().ref(), action);
                log.atInfo()
                        .addKeyValue("pool", key)
                        .addKeyValue("op", action.calls().getLast())
                        .log("pool changed");
            } catch (PoolException e) {
                return Failures.outcome(
                        e,
                        "change pool %s (%s)".formatted(key.name(), action.why()),
                        link.get().client().mirror().view());
            }
        }
        catchUp(link.get());
        return new Outcome.Acted();
    }

    /** Until the mirror shows what was written, so that no round plans on what was before; where it does not, later. */
    private static void catchUp(PoolLink link) {
        try {
            link.client().mirror().barrier(CATCH_UP);
        } catch (PoolException e) {
            log.atDebug().setCause(e).log("the mirror is behind");
        }
    }

    static void call(PoolCalls calls, PoolRef pool, PoolAction action) {
        switch (action) {
            case PoolAction.Claim _ -> {} // the first use of the calls did it
            case PoolAction.SetName(String value, String _) -> calls.setNameLabel(pool, value);
            case PoolAction.SetDescription(String value, String _) -> calls.setNameDescription(pool, value);
            case PoolAction.SetDefaultStorage(var sr, String _) -> calls.setDefaultSr(pool, sr);
            case PoolAction.SetSuspendStorage(var sr, String _) -> calls.setSuspendImageSr(pool, sr);
            case PoolAction.SetMigrationCompression(boolean value, String _) ->
                calls.setMigrationCompression(pool, value);
            case PoolAction.AddTag(String tag, String _) -> calls.addTags(pool, tag);
            case PoolAction.RemoveTag(String tag, String _) -> calls.removeTags(pool, tag);
            case PoolAction.SetKey(String key, String value, boolean present, String _) -> {
                if (present) {
                    calls.removeFromOtherConfig(pool, key);
                }
                if (!value.isEmpty()) {
                    calls.addToOtherConfig(pool, key, value);
                }
            }
        }
    }

    /** Takes our claim to the pool away. A pool that does not answer is left as it is: the claim runs out. */
    void giveUp(XcpPool pool) {
        ObjectKey key = ObjectKey.of(pool);
        connections.link(key).filter(PoolLink::isUsable).ifPresent(link -> {
            try {
                XapiCalls calls = link.client().calls();
                link.client()
                        .mirror()
                        .view()
                        .pool()
                        .filter(record -> record.otherConfig().containsKey(OwnTags.KEY))
                        .ifPresent(record -> calls.pool().removeFromOtherConfig(record.ref(), OwnTags.KEY));
                link.manager().release(calls);
            } catch (PoolException e) {
                log.atInfo().addKeyValue("pool", key).setCause(e).log("manager mark left behind");
            }
        });
    }

    /** Logs out. */
    void disconnect(XcpPool pool) {
        connections.close(ObjectKey.of(pool));
        trusts.forget(pool);
    }
}
