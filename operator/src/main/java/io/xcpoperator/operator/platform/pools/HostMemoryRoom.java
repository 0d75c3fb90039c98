package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.VmRecord;

/**
 * Memory that further VMs can take on a host. Counted from what is there, as {@code host.compute_free_memory} does:
 * {@code host_metrics.memory_free} is a retired field that lags, and stays 0 on some hosts (recordings 10, 11b).
 */
public final class HostMemoryRoom {
    private HostMemoryRoom() {}

    /** In bytes, never negative: total, less the hypervisor's own and what each VM there (dom0 too) may grow to. */
    public static long free(HostRecord host, PoolView view) {
        long total = view.metrics(host).map(metrics -> metrics.memoryTotal()).orElse(0L);
        long room = total - host.memoryOverhead();
        for (VmRecord vm : view.residentOn(host.ref())) {
            room -= within(vm.memoryDynamicMax(), total) + within(vm.memoryOverhead(), total);
        }
        return Math.max(0, room);
    }

    /** A figure that no VM can have takes all there is, and no more. */
    private static long within(long bytes, long total) {
        return Math.clamp(bytes, 0, total);
    }
}
