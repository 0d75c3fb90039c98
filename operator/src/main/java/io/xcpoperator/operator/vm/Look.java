package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.pools.PoolHandle;
import java.util.List;
import java.util.Optional;

/**
 * What one round starts from.
 *
 * @param want empty when the spec cannot be read or its pool is not there
 * @param problems what of the spec cannot be read
 * @param pool for executors; empty when there is none
 */
record Look(Observed observed, Optional<DesiredVm> want, List<Hindrance> problems, Optional<PoolHandle> pool) {
    Look {
        problems = List.copyOf(problems);
    }

    static Look unreachable(Hindrance why) {
        return new Look(new Observed.Unreachable(why), Optional.empty(), List.of(), Optional.empty());
    }
}
