package io.xcpoperator.operator.bench;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What one wish of the user's takes.
 *
 * @param seconds until it was as wished
 * @param calls over the wire to pools, but the long polls
 * @param writes of the operator to the API server: resources of the kind, and events
 * @param made the messages called, with how often
 */
record Cost(double seconds, long calls, double writes, String made) {
    private static final Duration LOOK = Duration.ofMillis(20);

    /**
     * Wishes, waits, and counts what was done until all is quiet again.
     *
     * @param plural of the kind whose writes count
     * @param own writes that the wish itself is, its creations not counted
     */
    static Cost of(Bed bed, String plural, int own, Runnable wish, BooleanSupplier done) {
        bed.settle();
        bed.pools.resetCalls();
        double before = bed.apiServer().writesFor(plural);
        long began = System.nanoTime();
        wish.run();
        await().atMost(bed.patience()).pollInterval(LOOK).until(done::getAsBoolean);
        double seconds = Bed.secondsSince(began);
        bed.settle();
        return new Cost(
                seconds,
                bed.pools.calls(),
                bed.apiServer().writesFor(plural) - before - own,
                Bed.most(bed.pools.byMethod()));
    }
}
