package io.xcpoperator.operator.vm;

import java.util.Map;
import java.util.Optional;

/**
 * Processors of a VM as they are.
 *
 * @param live vCPUs the running guest has; empty when it does not run or XAPI does not tell
 * @param coresPerSocket empty when the platform map does not say
 * @param params scheduling parameters, weight and cap
 */
record CpuFacts(
        long max, long atStartup, Optional<Long> live, Optional<Long> coresPerSocket, Map<String, String> params) {
    CpuFacts {
        params = Map.copyOf(params);
    }

    /** What the guest has now, or would have after a start. */
    long now() {
        return live.orElse(atStartup);
    }
}
