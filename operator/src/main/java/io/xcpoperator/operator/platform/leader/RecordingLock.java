package io.xcpoperator.operator.platform.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A lock that tells the {@link RenewalClock} of each renewal that was confirmed by the API server. */
final class RecordingLock implements Lock {
    /** The shortest that a Lease can say. */
    private static final Duration HELD = Duration.ofSeconds(1);

    private final Lock lock;
    private final RenewalClock renewals;
    private final CompletableFuture<Void> seen = new CompletableFuture<>();

    RecordingLock(Lock lock, RenewalClock renewals) {
        this.lock = lock;
        this.renewals = renewals;
    }

    /** Completes when the lease was read for the first time. */
    CompletableFuture<Void> seen() {
        return seen;
    }

    @Override
    public @Nullable LeaderElectionRecord get(KubernetesClient client) {
        LeaderElectionRecord record = lock.get(client);
        seen.complete(null);
        return record;
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {
        renewing(record, () -> lock.create(client, record));
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord record) {
        renewing(record, () -> lock.update(client, record));
    }

    /**
     * Gives the lease back where it is still ours. A holder cannot be taken out of it, so it is left with a lease that has
     * run out: the next one leads at once.
     */
    void release(KubernetesClient client) {
        LeaderElectionRecord current = lock.get(client);
        if (current != null && Objects.equals(current.getHolderIdentity(), identity())) {
            update(
                    client,
                    new LeaderElectionRecord(
                            null,
                            HELD,
                            current.getAcquireTime(),
                            current.getRenewTime().minus(HELD),
                            current.getLeaderTransitions()));
        }
    }

    private void renewing(LeaderElectionRecord record, Runnable request) {
        if (Objects.equals(record.getHolderIdentity(), identity())) {
            renewals.renew(request);
        } else {
            renewals.giveUp(); // a release: nothing may be written any more, whatever the answer
            request.run();
        }
    }

    @Override
    public String identity() {
        return lock.identity();
    }

    @Override
    public String describe() {
        return lock.describe();
    }
}
