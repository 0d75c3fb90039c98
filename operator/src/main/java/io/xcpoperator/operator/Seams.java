package io.xcpoperator.operator;

import io.xcpoperator.xapi.Limits;
import io.xcpoperator.xapi.wire.Wire;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What a test may replace.
 *
 * @param nanoTime monotonic, for the lease
 * @param wires wraps every wire to a pool; a crash test cuts all I/O at the n-th call here
 * @param limits timeouts and sizes of pool connections
 */
public record Seams(
        Clock clock, LongSupplier nanoTime, RandomGenerator random, UnaryOperator<Wire> wires, Limits limits) {
    public static Seams production() {
        return new Seams(
                Clock.systemUTC(),
                System::nanoTime,
                RandomGenerator.of("L64X128MixRandom"),
                UnaryOperator.identity(),
                Limits.STANDARD);
    }

    public Seams withClock(Clock other) {
        return new Seams(other, nanoTime, random, wires, limits);
    }

    public Seams withWires(UnaryOperator<Wire> decorator) {
        return new Seams(clock, nanoTime, random, decorator, limits);
    }

    public Seams withLimits(Limits other) {
        return new Seams(clock, nanoTime, random, wires, other);
    }
}
