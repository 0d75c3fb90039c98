package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.util.Optional;

/**
 * A CD drive of a VM.
 *
 * @param attached whether the running guest has it
 * @param medium what lies in it
 */
record CdFacts(VbdRef vbd, int device, boolean attached, Optional<VdiRef> medium) {
    CdFacts attached(boolean now) {
        return new CdFacts(vbd, device, now, medium);
    }
}
