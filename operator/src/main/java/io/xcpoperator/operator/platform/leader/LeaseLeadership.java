package io.xcpoperator.operator.platform.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads by a Lease with a random identity (a host name would make two operators on one machine one leader). The
 * framework's own election is not used: it hides the time of the last renewal and ends the process.
 */
public final class LeaseLeadership implements Leadership, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeaseLeadership.class);

    private final RenewalClock renewals;
    private final RecordingLock lock;
    private final LeaderElector elector;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Void> acquired = new CompletableFuture<>();
    private final CompletableFuture<Void> lost = new CompletableFuture<>();
    private volatile boolean closing;
    private volatile Future<?> running = CompletableFuture.completedFuture(null);

    public LeaseLeadership(
            KubernetesClient client,
            String namespace,
            OperatorConfig.Lease lease,
            String identity,
            LongSupplier nanoTime) {
        renewals = new RenewalClock(lease.renewDeadline(), nanoTime);
        lock = new RecordingLock(new LeaseLock(namespace, lease.name(), identity), renewals);
        elector = new LeaderElector(client, config(lease), executor);
    }

    private LeaderElectionConfig config(OperatorConfig.Lease lease) {
        return new LeaderElectionConfigBuilder()
                .withName(lease.name())
                .withLock(lock)
                .withLeaseDuration(lease.duration())
                .withRenewDeadline(lease.renewDeadline())
                .withRetryPeriod(lease.retryPeriod())
                .withReleaseOnCancel(true)
                .withLeaderCallbacks(new LeaderCallbacks(this::lead, this::stopLeading, _ -> {}))
                .build();
    }

    /** Begins to take part; returns at once. */
    public void start() {
        running = elector.start();
    }

    /** Completes when it is known who leads, be it another. */
    public CompletableFuture<Void> settled() {
        return lock.seen();
    }

    /** Completes when this process leads for the first time. */
    public CompletableFuture<Void> acquired() {
        return acquired;
    }

    /** Completes when leadership is lost. It is not taken up again: start anew. */
    public CompletableFuture<Void> lost() {
        return lost;
    }

    @Override
    public boolean mayWrite() {
        return renewals.isFresh() && !lost.isDone();
    }

    @Override
    public boolean known() {
        return lock.seen().isDone();
    }

    /** Gives the lease back, so that another need not wait for it to run out. */
    @Override
    public void close() {
        closing = true;
        running.cancel(true);
        renewals.giveUp();
        executor.close();
    }

    private void lead() {
        log.atInfo().log("leading");
        acquired.complete(null);
    }

    private void stopLeading() {
        renewals.giveUp();
        if (acquired.isDone() && !closing && lost.complete(null)) {
            log.atWarn().log("leadership ended");
        }
    }
}
