package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.pool.PoolLimits;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpec;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Constants that stand where a spec says nothing; the schema has the same. */
final class PoolDefaults {
    private PoolDefaults() {}

    static int concurrentCalls(XcpPoolSpec spec) {
        return limit(spec, PoolLimits::concurrentCalls, 20);
    }

    static int heavyOperationsPerHost(XcpPoolSpec spec) {
        return limit(spec, PoolLimits::heavyOperationsPerHost, 4);
    }

    static int destructionsPerHour(XcpPoolSpec spec) {
        return limit(spec, PoolLimits::destructionsPerHour, 5);
    }

    private static int limit(XcpPoolSpec spec, Function<PoolLimits, @Nullable Integer> field, int otherwise) {
        PoolLimits limits = spec.limits();
        Integer value = limits == null ? null : field.apply(limits);
        return value == null ? otherwise : value;
    }
}
