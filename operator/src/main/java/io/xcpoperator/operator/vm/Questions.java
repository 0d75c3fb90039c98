package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person is asked to approve of a VM now, granted or not: subjects by the name of the approval. A name is left out
 * where it cannot be told, so that nothing is forgotten on doubt. Pure.
 */
final class Questions {
    private Questions() {}

    static Map<String, Set<String>> of(DesiredVm want, Identity identity, Sightings seen, Surroundings around) {
        var asked = new HashMap<String, Set<String>>();
        asked.put(Approvals.ABANDON, Set.of());
        asked.put(Approvals.DELETE_SNAPSHOTS, Set.of());
        boolean ours = seen.vms().stream().anyMatch(s -> s.ownership() instanceof Ownership.Ours);
        asked.put(
                Approvals.TAKE_OVER,
                ours
                        ? Set.of()
                        : seen.vms().stream().map(s -> s.vm().uuid().value()).collect(Collectors.toSet()));
        switch (identity) {
            case Identity.Ours(VmFacts vm)
            when !vm.making() -> {
                asked.put(
                        Approvals.DELETE_DISK,
                        DiskPlanner.unwanted(want, vm, around).stream()
                                .map(disk -> disk.uuid().value())
                                .collect(Collectors.toSet()));
                asked.put(Approvals.RECREATE, vanished(vm, around));
                asked.put(
                        Approvals.DELETE_VTPM,
                        FirmwarePlanner.asks(want, vm) ? Set.of(vm.uuid().value()) : Set.of());
            }
            case Identity.Absent _ ->
                asked.put(Approvals.RECREATE, Set.copyOf(seen.known().stream().toList()));
            case Identity.Refused(Hindrance why)
            when why.reason() == Reason.Missing ->
                asked.put(Approvals.RECREATE, Set.copyOf(seen.known().stream().toList()));
            case Identity.Ours _, Identity.Claimable _, Identity.Refused _ -> {}
        }
        return asked;
    }

    /** Disks that status lists and that are nowhere. */
    private static Set<String> vanished(VmFacts vm, Surroundings around) {
        Set<String> there = Stream.concat(
                        vm.disks().stream().map(DiskFacts::uuid),
                        around.loose().stream().map(LooseDisk::uuid))
                .map(uuid -> uuid.value())
                .collect(Collectors.toSet());
        return around.once().values().stream()
                .filter(uuid -> !there.contains(uuid))
                .collect(Collectors.toSet());
    }

    /** All that a round asks: of the restart too, which its plan tells. */
    static Map<String, Set<String>> of(Report report) {
        if (!(report.look().observed() instanceof Observed.Seen seen)) {
            return Map.of();
        }
        var asked = new HashMap<>(seen.asked());
        Optional<String> restart = report.plan().restart().map(Restart::hash);
        boolean decided = seen.identity() instanceof Identity.Ours
                && report.plan().hindrances().isEmpty();
        if (restart.isPresent() || decided) {
            asked.put(Approvals.RESTART, Set.copyOf(restart.stream().toList()));
        }
        return asked;
    }

    /** Of a resource that is being deleted: to let it go, and to destroy whichever snapshots are named. */
    static Map<String, Set<String>> deleting(String uid, Approvals approvals) {
        return Map.of(
                Approvals.ABANDON,
                Set.of(uid),
                Approvals.DELETE_SNAPSHOTS,
                Set.copyOf(approvals.find(Approvals.DELETE_SNAPSHOTS).stream().toList()));
    }
}
