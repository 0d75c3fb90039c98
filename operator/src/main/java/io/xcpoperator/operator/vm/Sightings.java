package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that may tell which VM is ours: by mark, by the uuid in status, by the one the spec names, by the token.
 *
 * @param known the uuid in status, or the one that {@link Remains} tell of
 * @param token stored in status before a VM was made
 * @param takeOver uuids that a person told us to go on with
 * @param recreate uuids of vanished VMs that a person allowed to make again
 * @param since when the VM was first found missing; now, if it is only just found
 */
record Sightings(
        ObjectKey pool,
        List<Sighting> vms,
        Optional<String> known,
        Optional<String> token,
        Set<String> takeOver,
        Set<String> recreate,
        Instant since) {
    Sightings {
        vms = List.copyOf(vms);
        takeOver = Set.copyOf(takeOver);
        recreate = Set.copyOf(recreate);
    }
}
