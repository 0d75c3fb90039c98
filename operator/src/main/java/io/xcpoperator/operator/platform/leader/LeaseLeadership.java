package io.xcpoperator.operator.platform.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads by a Lease with a random identity. The framework's own election is not used: it hides the time of the last
 * renewal and ends the process.
 */
public final class LeaseLeadership implements Leadership, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeaseLeadership.class);

    private final KubernetesClient client;
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
        this.client = client;
        renewals = new RenewalClock(lease.renewDeadline(), nanoTime);
        lock = new RecordingLock(new LeaseLock(namespace, lease.name(), identity), renewals);
        elector = new LeaderElector(client, config(lease), executor);
    }

    /**
     * Tells a person who leads: the host name, which in a pod is the pod's, and 8 random hexadecimal digits, for a host
     * name alone would make two operators on one machine one leader.
     */
    public static String identity(RandomGenerator random) {
        return "%s_%08x".formatted(hostName(), random.nextInt());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "unknown-host";
        }
    }

    private LeaderElectionConfig config(OperatorConfig.Lease lease) {
        return new LeaderElectionConfigBuilder()
                .withName(lease.name())
                .withLock(lock)
                .withLeaseDuration(lease.duration())
                .withRenewDeadline(lease.renewDeadline())
                .withRetryPeriod(lease.retryPeriod())
                .withReleaseOnCancel(false) // close() gives it back: the elector logs a trace where that is refused
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
        if (acquired.isDone() && !lost.isDone()) {
            release();
        }
    }

    private void release() {
        try {
            lock.release(client);
        } catch (KubernetesClientException e) {
            log.atInfo()
                    .addKeyValue(
                            "why",
                            e.getStatus() == null
                                    ? e.getMessage()
                                    : e.getStatus().getMessage())
                    .log("the lease was not given back; another operator leads once it has run out");
        }
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
