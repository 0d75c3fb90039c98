package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostMetricsRecord;
import io.xcpoperator.xapi.records.HostRecord;

/** Whether the coordinator hears a host. Pure. */
public final class HostLife {
    private HostLife() {}

    /** False too where nothing is known. */
    public static boolean isLive(HostRecord host, PoolView view) {
        return view.metrics(host).map(HostMetricsRecord::live).orElse(false);
    }
}
