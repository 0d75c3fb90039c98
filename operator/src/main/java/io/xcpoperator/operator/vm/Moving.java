package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of the pool counts when a VM or its disks move (xapi.md §6.19, §7.6).
 *
 * @param upgrading whether hosts of different versions are in the pool: no disk moves then
 * @param roads by host, the network that would carry the data there, or why none does
 * @param storage SRs that hold disks
 * @param local by host, the SR of its own with the most room
 * @param internal networks without any PIF: a VM on one cannot leave its host while it runs
 * @param tracked by disk of the VM, the VDIs whose changed blocks are tracked: itself, its snapshots
 * @param others VDIs beside the disks, with their SRs: media in drives, and disks of snapshots whose disk is gone
 */
record Moving(
        boolean upgrading,
        Map<HostRef, Resolved<Road>> roads,
        Map<SrRef, Store> storage,
        Map<HostRef, SrRef> local,
        Set<NetworkRef> internal,
        Map<VdiRef, List<VdiRef>> tracked,
        Others others) {
    Moving {
        roads = Map.copyOf(roads);
        storage = Map.copyOf(storage);
        local = Map.copyOf(local);
        internal = Set.copyOf(internal);
        tracked = Map.copyOf(tracked);
    }

    static Moving none() {
        return new Moving(false, Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), new Others(Map.of(), Map.of()));
    }

    /** @param chosen whether somebody chose it for migrations; else it is the host's management network */
    record Road(NetworkRef network, boolean chosen) {}

    /**
     * @param shared whether it is one for all hosts: one that does not reach it is to be mended, not moved away from
     * @param thick whether a disk takes its whole size at once
     * @param free bytes
     */
    record Store(String uuid, boolean shared, boolean thick, long free) {
        /** What a disk takes there. */
        long need(DiskFacts disk) {
            return thick ? disk.size() : Math.min(disk.size(), disk.used());
        }
    }

    record Others(Map<VdiRef, SrRef> media, Map<VdiRef, SrRef> orphans) {
        Others {
            media = Map.copyOf(media);
            orphans = Map.copyOf(orphans);
        }
    }

    Optional<Resolved<Road>> road(HostRef host) {
        return Optional.ofNullable(roads.get(host));
    }

    /** Of a disk that moves: what is to be switched off first. */
    List<VdiRef> trackedOf(DiskFacts disk) {
        return tracked.getOrDefault(disk.vdi(), List.of());
    }

    boolean tracks(DiskFacts disk) {
        return trackedOf(disk).contains(disk.vdi());
    }
}
