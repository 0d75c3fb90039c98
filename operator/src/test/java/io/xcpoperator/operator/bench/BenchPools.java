package io.xcpoperator.operator.bench;

import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.simulator.dispatch.Delays;
import io.xcpoperator.simulator.pool.PoolDescription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Simulated pools of two big hosts each, without delays but the given one of each call. */
final class BenchPools implements AutoCloseable {
    /** The pool holds its answer on purpose: counted apart. */
    private static final String POLL = "event.from";

    private final List<Simulator> pools;

    private BenchPools(List<Simulator> pools) {
        this.pools = pools;
    }

    static BenchPools start(int count, Duration latency) {
        return new BenchPools(IntStream.range(0, count)
                .mapToObj(index -> start(index + 1))
                .peek(pool -> pool.faults().latency("*", latency))
                .toList());
    }

    private static Simulator start(int number) {
        PoolDescription office = PoolDescription.twoHosts();
        String net = "127.0." + number + ".";
        var hosts = List.of(
                new PoolDescription.Host("host1", net + 1, "16Ti", 256),
                new PoolDescription.Host("host2", net + 2, "16Ti", 256));
        List<PoolDescription.Storage> storage = office.storage().stream()
                .map(sr -> new PoolDescription.Storage(
                        sr.name(),
                        sr.description(),
                        sr.type(),
                        "500Ti",
                        sr.shared(),
                        sr.contentType(),
                        sr.preferred(),
                        sr.deviceConfig(),
                        sr.disks()))
                .toList();
        return Simulator.builder()
                .pool(new PoolDescription(
                        "bench" + number,
                        office.description(),
                        hosts,
                        office.networks(),
                        storage,
                        office.templates(),
                        office.softwareVersion(),
                        office.drivers()))
                .delays(Delays.none())
                .start();
    }

    int size() {
        return pools.size();
    }

    Simulator get(int index) {
        return pools.get(index);
    }

    /** The pool's endpoints as a YAML list. */
    String endpoints(int index) {
        return pools.get(index).endpoints().stream()
                .map(endpoint -> '"' + endpoint.https().getAuthority() + '"')
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Calls over the wire but the long polls, all pools. */
    long calls() {
        return allCalls() - polls();
    }

    /** Those that change something, all pools. */
    long writes() {
        return pools.stream().mapToLong(pool -> pool.calls().writes()).sum();
    }

    long polls() {
        return pools.stream().mapToLong(pool -> pool.calls().of(POLL)).sum();
    }

    long allCalls() {
        return pools.stream().mapToLong(pool -> pool.calls().total()).sum();
    }

    /** The messages called, with how often, all pools. */
    Map<String, Long> byMethod() {
        var sums = new TreeMap<String, Long>();
        pools.forEach(pool -> pool.calls().byMethod().forEach((method, count) -> sums.merge(method, count, Long::sum)));
        return sums;
    }

    void resetCalls() {
        pools.forEach(pool -> pool.calls().reset());
    }

    @Override
    public void close() {
        pools.forEach(Simulator::close);
    }
}
