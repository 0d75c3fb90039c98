package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where VMs go, by memory alone: the biggest first, each where most is free; what is not in it has no room. Pure. */
record EvacuationPlan(Map<Row, Row> targets) {

    static EvacuationPlan of(List<Row> vms, List<Row> hosts) {
        Map<Row, Long> free = new HashMap<>();
        hosts.forEach(host -> free.put(host, free(host)));
        var found = new LinkedHashMap<Row, Row>();
        vms.stream()
                .sorted(Comparator.comparingLong(EvacuationPlan::needs).reversed())
                .forEach(vm -> hosts.stream()
                        .max(Comparator.comparingLong(host -> free.getOrDefault(host, 0L)))
                        .filter(host -> free.getOrDefault(host, 0L) >= needs(vm))
                        .ifPresent(host -> {
                            free.merge(host, -needs(vm), Long::sum);
                            found.put(vm, host);
                        }));
        return new EvacuationPlan(found);
    }

    /** Guests count with the least they can shrink to. */
    private static long needs(Row vm) {
        return vm.number("memory_dynamic_min") + vm.number("memory_overhead");
    }

    private static long free(Row host) {
        long total = host.follow("metrics")
                .map(metrics -> metrics.number("memory_total"))
                .orElse(0L);
        return total
                - host.number("memory_overhead")
                - host.followAll("resident_VMs").stream()
                        .mapToLong(EvacuationPlan::needs)
                        .sum();
    }
}
