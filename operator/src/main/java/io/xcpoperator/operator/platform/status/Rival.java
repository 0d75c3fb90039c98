package io.xcpoperator.operator.platform.status;

import io.xcpoperator.xapi.records.PoolRecord;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Who it may be that sets an object differently. XAPI tells nobody's name with a change; whose keys are there is all there is to go by. Pure. */
public final class Rival {
    private static final String XO = "xo:";
    private static final String XEN_CENTER = "XenCenter.";
    private static final String XO_CLIENT = "xo:clientInfo:";

    private Rival() {}

    /**
     * Half a sentence, for after "is changed again each time"; empty where nothing points at anybody.
     *
     * @param otherConfig of the object
     * @param pool it is in
     */
    public static String of(Map<String, String> otherConfig, Optional<PoolRecord> pool) {
        if (has(otherConfig.keySet(), XO)) {
            return ", perhaps by Xen Orchestra, whose keys it carries";
        }
        if (has(otherConfig.keySet(), XEN_CENTER)) {
            return ", perhaps by XenCenter or XCP-ng Center, whose keys it carries";
        }
        return pool.filter(record -> has(record.otherConfig().keySet(), XO_CLIENT))
                .map(_ -> ", perhaps by Xen Orchestra, which is registered with the pool")
                .orElse("");
    }

    private static boolean has(Collection<String> keys, String prefix) {
        return keys.stream().anyMatch(key -> key.startsWith(prefix));
    }
}
