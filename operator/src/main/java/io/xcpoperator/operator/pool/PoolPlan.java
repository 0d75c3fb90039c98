package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.List;

/**
 * What brings a pool to its spec, in order. Pure.
 *
 * @param hindrances why something of the spec is in no action
 */
record PoolPlan(List<PoolAction> actions, List<Verdict> hindrances) {
    PoolPlan {
        actions = List.copyOf(actions);
        hindrances = List.copyOf(hindrances);
    }

    static PoolPlan of(List<PoolAction> actions) {
        return new PoolPlan(actions, List.of());
    }

    PoolPlan without(Damping contested) {
        return new PoolPlan(contested.rest(actions), contested.with(hindrances));
    }
}
