package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.pools.Releases;
import io.xcpoperator.xapi.events.PoolView;
import java.util.List;

/**
 * What of the shape of a VM depends on the pool's release (xapi.md §10): the oldest of its hosts counts.
 *
 * @param vtpm whether a VM can have a virtual TPM
 * @param nestedFlag the platform flag that lets a guest run VMs itself
 */
record Capabilities(boolean vtpm, String nestedFlag) {
    static final String NESTED = "nested-virt";
    static final String NESTED_ON_8_2 = "exp-nested-hvm";

    static Capabilities of(PoolView view) {
        return of(Releases.products(view));
    }

    /** @param products versions as {@code 8.3.0}, one a host */
    static Capabilities of(List<String> products) {
        boolean now = Releases.allReach(products, "8.3");
        return new Capabilities(now, now ? NESTED : NESTED_ON_8_2);
    }
}
