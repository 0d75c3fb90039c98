package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.image.DiskImageStatus;
import io.xcpoperator.operator.platform.gate.Approvals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an earlier round left in status. Pure.
 *
 * @param uuid of the VDI
 * @param token under which one is, or was, being made
 */
record ImageMemory(Optional<String> uuid, Optional<String> token, Approvals approvals) {
    /** The name in {@code status.pendingCreations}. */
    static final String IMAGE = "image";

    static ImageMemory of(DiskImage resource, Instant now) {
        DiskImageStatus status = resource.getStatus();
        return status == null
                ? new ImageMemory(Optional.empty(), Optional.empty(), Approvals.of(resource, null, now))
                : new ImageMemory(
                        Optional.ofNullable(status.uuid()),
                        token(status),
                        Approvals.of(resource, status.approvals(), now));
    }

    private static Optional<String> token(DiskImageStatus status) {
        List<PendingCreation> pending = status.pendingCreations() == null ? List.of() : status.pendingCreations();
        return pending.stream()
                .filter(creation -> creation.name().equals(IMAGE))
                .map(PendingCreation::token)
                .findFirst();
    }
}
