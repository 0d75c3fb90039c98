package io.xcpoperator.operator.snapshot;

import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshotStatus;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.status.Conditions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier round left in status.
 *
 * @param asked when the resource came, by the API server's clock
 * @param token stored before the snapshot was asked for
 * @param stall seconds
 * @param expired whether the pool's snapshot went because its time was over
 */
record Remembered(
        Instant asked,
        Optional<String> uuid,
        Optional<String> token,
        Optional<Instant> takenAt,
        Optional<Integer> stall,
        boolean expired,
        Approvals approvals) {
    static final String SNAPSHOT = "snapshot";

    static Remembered of(VirtualMachineSnapshot resource, Instant now) {
        Instant asked = Instant.parse(resource.getMetadata().getCreationTimestamp());
        VirtualMachineSnapshotStatus status = resource.getStatus();
        if (status == null) {
            return new Remembered(
                    asked,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Approvals.of(resource, null, now));
        }
        List<PendingCreation> pending = status.pendingCreations() == null ? List.of() : status.pendingCreations();
        return new Remembered(
                asked,
                Optional.ofNullable(status.uuid()),
                pending.stream()
                        .filter(p -> p.name().equals(SNAPSHOT))
                        .map(PendingCreation::token)
                        .findFirst(),
                time(status.takenAt()),
                Optional.ofNullable(status.stallSeconds()),
                Conditions.isTrue(status.conditions(), SnapshotReporter.EXPIRED),
                Approvals.of(resource, status.approvals(), now));
    }

    private static Optional<Instant> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * When the snapshot was taken: the pool's time, unless it cannot be true. The pool's clock may be hours from ours, and
     * a snapshot must not go hours too soon for that.
     */
    Instant takenAt(Instant pools, Instant now) {
        return takenAt.orElseGet(() -> pools.isBefore(asked) || pools.isAfter(now) ? now : pools);
    }
}
