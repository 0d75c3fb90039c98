package io.xcpoperator.operator;

import io.xcpoperator.operator.platform.door.Intake;
import io.xcpoperator.xapi.Limits;
import io.xcpoperator.xapi.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What a test may replace.
 *
 * @param nanoTime monotonic, for the lease
 * @param wires wraps every wire to a pool; a crash test cuts all I/O at the n-th call here
 * @param limits timeouts and sizes of pool connections
 * @param leastInterval rounds of one pool, host or storage are at least this far apart: many events of many VMs concern a
 *     pool, and its status need not follow each
 * @param intake takes the bytes of uploads; empty = what the operator has for it
 */
public record Seams(
        Clock clock,
        LongSupplier nanoTime,
        RandomGenerator random,
        UnaryOperator<Wire> wires,
        Limits limits,
        Duration leastInterval,
        Optional<Intake> intake) {
    public static Seams production() {
        return new Seams(
                Clock.systemUTC(),
                System::nanoTime,
                RandomGenerator.of("L64X128MixRandom"),
                UnaryOperator.identity(),
                Limits.STANDARD,
                Duration.ofMillis(500),
                Optional.empty());
    }

    public Seams withClock(Clock other) {
        return new Seams(other, nanoTime, random, wires, limits, leastInterval, intake);
    }

    public Seams withWires(UnaryOperator<Wire> decorator) {
        return new Seams(clock, nanoTime, random, decorator, limits, leastInterval, intake);
    }

    public Seams withLimits(Limits other) {
        return new Seams(clock, nanoTime, random, wires, other, leastInterval, intake);
    }

    public Seams withIntake(Intake other) {
        return new Seams(clock, nanoTime, random, wires, limits, leastInterval, Optional.of(other));
    }

    public Seams withLeastInterval(Duration other) {
        return new Seams(clock, nanoTime, random, wires, limits, other, intake);
    }
}
