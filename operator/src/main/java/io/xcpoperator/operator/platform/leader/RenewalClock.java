package io.xcpoperator.operator.platform.leader;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When the lease was last renewed, by a monotonic clock. The time counts from before the request was sent. */
final class RenewalClock {
    /** Null: not renewed, or given up. */
    private final AtomicReference<@Nullable Long> lastRenewal = new AtomicReference<>();

    private final Duration deadline;
    private final LongSupplier nanoTime;

    RenewalClock(Duration deadline, LongSupplier nanoTime) {
        this.deadline = deadline;
        this.nanoTime = nanoTime;
    }

    /** Makes the request that renews; it counts only when it does not throw. */
    void renew(Runnable request) {
        long before = nanoTime.getAsLong();
        request.run();
        lastRenewal.set(before);
    }

    void giveUp() {
        lastRenewal.set(null);
    }

    boolean isFresh() {
        Long last = lastRenewal.get();
        return last != null && nanoTime.getAsLong() - last < deadline.toNanos();
    }
}
