package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VdiRef;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What counts for a VM's cloud-init drive.
 *
 * @param content of drives, as their key says: the print of what is on them, or {@link #FILLING}; none where nothing
 *     was ever sent to it
 * @param sent names of our own imports that ended well, see {@link SeedAction#task}
 * @param unplugRefused the guest did not let go of a disk just now
 * @param agentSince when the guest's agent was seen first, since it runs
 */
record SeedFacts(
        Map<VdiRef, String> content,
        Set<String> sent,
        boolean unplugRefused,
        Optional<Instant> agentSince,
        Instant now) {
    /** Bytes are on their way to the drive, or were. */
    static final String FILLING = "filling";

    SeedFacts {
        content = Map.copyOf(content);
        sent = Set.copyOf(sent);
    }

    Optional<String> contentOf(VdiRef drive) {
        return Optional.ofNullable(content.get(drive));
    }

    static SeedFacts none() {
        return new SeedFacts(Map.of(), Set.of(), false, Optional.empty(), Instant.EPOCH);
    }
}
