package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.VdiUuid;
import java.util.Optional;

/** How many images a disk is spread over: each snapshot and clone leaves a parent, until the storage coalesces them. */
public final class Chains {
    /** The drivers refuse longer ones; a circle ends here too. */
    private static final int LONGEST = 64;

    private Chains() {}

    public static int depth(VdiRecord vdi, PoolView view) {
        int depth = 1;
        Optional<VdiRecord> parent = parent(vdi, view);
        while (parent.isPresent() && depth < LONGEST) {
            depth++;
            parent = parent(parent.get(), view);
        }
        return depth;
    }

    private static Optional<VdiRecord> parent(VdiRecord vdi, PoolView view) {
        return Optional.ofNullable(vdi.smConfig().get("vhd-parent")).flatMap(uuid -> view.vdi(new VdiUuid(uuid)));
    }
}
