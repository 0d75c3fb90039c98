package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that may tell which VM is ours: by mark, by the uuid in status, by the one the spec names, by the token.
 *
 * @param known the uuid in status, or the one that {@link Remains} tell of
 * @param token stored in status before a VM was made
 * @param approvals of VMs to go on with, and of vanished ones to make again
 * @param since when the VM was first found missing; now, if it is only just found
 */
record Sightings(
        ObjectKey pool,
        List<Sighting> vms,
        Optional<String> known,
        Optional<String> token,
        Approvals approvals,
        Instant since) {
    Sightings {
        vms = List.copyOf(vms);
    }

    /** Whether a person told us to go on with this VM. */
    boolean takesOver(VmFacts vm) {
        return approvals.grants(Approvals.TAKE_OVER, vm.uuid().value());
    }

    /** For messages: the annotation that tells us so. */
    String takeOver(VmFacts vm) {
        return "annotate xcp-operator.io/take-over=%s to go on with it"
                .formatted(approvals.value(Approvals.TAKE_OVER, vm.uuid().value()));
    }

    /** The same for a VM that is gone and may be made again. */
    boolean recreates(String uuid) {
        return approvals.grants(Approvals.RECREATE, uuid);
    }

    String recreate(String uuid) {
        return "annotate xcp-operator.io/recreate=" + approvals.value(Approvals.RECREATE, uuid);
    }
}
