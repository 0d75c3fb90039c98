package io.xcpoperator.operator.snapshot;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshotStatus;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshotStatusBuilder;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.gate.Plans;
import io.xcpoperator.operator.platform.gate.WayOut;
import io.xcpoperator.operator.platform.pools.SnapshotDisks;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status, as a function of what a round found, decided and did, and of the status before. Pure. */
final class SnapshotReporter {
    /** The condition of a snapshot whose time is over. */
    static final String EXPIRED = "Expired";

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    private final InstantSource clock;

    SnapshotReporter(InstantSource clock) {
        this.clock = clock;
    }

    VirtualMachineSnapshotStatus report(
            VirtualMachineSnapshot resource, Round round, ManagementGate gate, Verdict verdict) {
        VirtualMachineSnapshotStatusBuilder next = begun(resource, verdict);
        List<Condition> conditions = new ArrayList<>(verdict.conditions());
        if (isExpired(verdict) || round.memory().expired()) {
            conditions.add(Conditions.isTrue(EXPIRED, Reason.Expired, "timeToLive is over"));
        }
        if (round.sight() instanceof Sight.Seen seen) {
            seen(next, round, seen);
            List<Step> steps = round.plan().steps();
            next.plan(
                    gate == ManagementGate.PLAN && !steps.isEmpty()
                            ? Plans.status(steps.stream().flatMap(Step::planned).toList())
                            : null);
        }
        return next.conditions(conditions(resource, conditions)).build();
    }

    private static boolean isExpired(Verdict verdict) {
        return verdict instanceof Verdict.Ready(Reason reason, String _) && reason == Reason.Expired;
    }

    private static VirtualMachineSnapshotStatusBuilder begun(VirtualMachineSnapshot resource, Verdict verdict) {
        VirtualMachineSnapshotStatusBuilder next = resource.getStatus() == null
                ? VirtualMachineSnapshotStatusBuilder.builder()
                : VirtualMachineSnapshotStatusBuilder.builder(resource.getStatus());
        return next.observedGeneration(resource.getMetadata().getGeneration())
                .message(Conditions.shortened(verdict.message()));
    }

    private List<Condition> conditions(VirtualMachineSnapshot resource, List<Condition> now) {
        return Conditions.replace(
                resource.getStatus() == null ? null : resource.getStatus().conditions(),
                now,
                resource.getMetadata().getGeneration(),
                clock);
    }

    private void seen(VirtualMachineSnapshotStatusBuilder next, Round round, Sight.Seen seen) {
        Remembered memory = round.memory();
        Identity identity = seen.identity(round.want().me(), memory);
        Optional<Integer> stall = Stall.of(seen.tasks());
        if (stall.isPresent()) {
            next.stallSeconds(stall.get());
        }
        next.approvals(memory.approvals().toStatus(Map.of(Approvals.TAKE_OVER, asked(identity))));
        switch (identity) {
            case Identity.Ours(VmRecord snapshot) -> {
                if (!Names.isMaking(snapshot.nameLabel())) {
                    next.pendingCreations(null);
                }
                Instant at = memory.takenAt(snapshot.snapshotTime(), clock.instant());
                next.uuid(snapshot.uuidText())
                        .takenAt(at.truncatedTo(ChronoUnit.SECONDS).toString())
                        .size(size(snapshot, seen.view()));
            }
            case Identity.Gone _ -> next.size(null).pendingCreations(null);
            case Identity.Claimable _, Identity.Absent _, Identity.Refused _ -> {}
        }
    }

    /** What is taken over goes on being asked for until the mark is there. */
    private static Set<String> asked(Identity identity) {
        return switch (identity) {
            case Identity.Refused(var _, Set<String> takeOver) -> takeOver;
            case Identity.Claimable(VmRecord snapshot, var _, var _) -> Set.of(snapshot.uuidText());
            case Identity.Ours _, Identity.Gone _, Identity.Absent _ -> Set.of();
        };
    }

    /** Rounded up: a figure that moves all the time would be written all the time. None while the storage has measured nothing. */
    private static @Nullable Quantity size(VmRecord snapshot, PoolView view) {
        long bytes = Stream.concat(SnapshotDisks.of(snapshot.ref(), view).stream(), Stream.of(snapshot.suspendVdi()))
                .flatMap(vdi -> view.vdi(vdi).stream())
                .mapToLong(VdiRecord::physicalUtilisation)
                .sum();
        if (bytes == 0) {
            return null;
        }
        long unit = bytes >= GIB ? 100 * MIB : MIB;
        return new Quantity(Math.ceilDiv(bytes, unit) * unit / MIB + "Mi");
    }

    /** The status with the token in it, to be stored before the snapshot is asked for. */
    VirtualMachineSnapshotStatus reserve(VirtualMachineSnapshotStatus status, String token) {
        return VirtualMachineSnapshotStatusBuilder.builder(status)
                .pendingCreations(List.of(new PendingCreation(
                        Remembered.SNAPSHOT,
                        token,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())))
                .build();
    }

    /** While the resource is being deleted, only what is waited for changes. */
    VirtualMachineSnapshotStatus deleting(VirtualMachineSnapshot resource, Remembered memory, Verdict why) {
        Verdict verdict = WayOut.shown(why, "xsnap", resource, memory.approvals());
        return begun(resource, verdict)
                .approvals(memory.approvals()
                        .toStatus(Map.of(
                                Approvals.ABANDON, Set.of(resource.getMetadata().getUid()))))
                .conditions(conditions(resource, verdict.conditions()))
                .build();
    }
}
