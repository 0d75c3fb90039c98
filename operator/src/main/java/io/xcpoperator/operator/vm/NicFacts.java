package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.VifRef;
import java.util.Optional;

/**
 * A network interface of a VM.
 *
 * @param attached whether the running guest has it
 * @param entry the entry of spec.networkInterfaces, by a mark that names this VM
 * @param marked whether it has a mark at all, be it one that a copy inherited
 */
record NicFacts(
        VifRef vif,
        int device,
        NetworkRef network,
        String mac,
        boolean attached,
        NicLimits limits,
        Optional<String> entry,
        boolean marked) {
    boolean has(String address) {
        return mac.equalsIgnoreCase(address);
    }

    /** For a person; a VIF has no name. */
    String text() {
        return mac + " (device " + device + ")";
    }

    NicFacts attached(boolean now) {
        return new NicFacts(vif, device, network, mac, now, limits, entry, marked);
    }

    NicFacts limits(NicLimits next) {
        return new NicFacts(vif, device, network, mac, attached, next, entry, marked);
    }
}
