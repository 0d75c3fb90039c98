package io.xcpoperator.simulator.dispatch;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param call added to every call
 * @param start building a domain and starting it
 * @param stop a clean shutdown; a hard one is immediate
 * @param boot from the start of a domain to a guest agent that reports
 * @param migrate a live migration
 * @param copyPerGiB copying disks and suspend images
 * @param storage a storage driver's call
 * @param hostBoot from a host's reboot to its API
 * @param eventBatch how long {@code event.from} gathers after the first change (the daemon: 50 ms)
 * @param wrongPassword penalty for a refused login (the daemon: 5 s)
 */
public record Delays(
        Duration call,
        Duration start,
        Duration stop,
        Duration boot,
        Duration migrate,
        Duration copyPerGiB,
        Duration storage,
        Duration hostBoot,
        Duration eventBatch,
        Duration wrongPassword) {

    /** No waiting but the gathering of events: for tests and benchmarks. */
    public static Delays none() {
        Duration zero = Duration.ZERO;
        return new Delays(zero, zero, zero, zero, zero, zero, zero, zero, Duration.ofMillis(20), zero);
    }

    /** Short, but long enough to see things happen. */
    public static Delays visible() {
        return new Delays(
                Duration.ofMillis(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Duration.ofMillis(100),
                Duration.ofSeconds(20),
                Duration.ofMillis(50),
                Duration.ofSeconds(1));
    }

    /** A run of yum with the updates of a month. */
    public Duration update() {
        return hostBoot.dividedBy(4);
    }

    /** From a toolstack's end to its being there again. */
    public Duration toolstack() {
        return hostBoot.dividedBy(10);
    }

    public Delays withCall(Duration each) {
        return new Delays(each, start, stop, boot, migrate, copyPerGiB, storage, hostBoot, eventBatch, wrongPassword);
    }

    public Delays withBoot(Duration each) {
        return new Delays(call, start, stop, each, migrate, copyPerGiB, storage, hostBoot, eventBatch, wrongPassword);
    }

    /** Everything but the call latency and the gathering of events, {@code factor} times as long. */
    public Delays times(double factor) {
        return new Delays(
                call,
                scaled(start, factor),
                scaled(stop, factor),
                scaled(boot, factor),
                scaled(migrate, factor),
                scaled(copyPerGiB, factor),
                scaled(storage, factor),
                scaled(hostBoot, factor),
                eventBatch,
                scaled(wrongPassword, factor));
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
