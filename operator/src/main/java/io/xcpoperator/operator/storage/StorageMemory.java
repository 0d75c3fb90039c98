package io.xcpoperator.operator.storage;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatus;
import io.xcpoperator.operator.platform.gate.Approvals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an earlier round left in status. Pure.
 *
 * @param uuid of the storage repository
 * @param token under which one is, or was, being made
 */
record StorageMemory(
        Optional<String> uuid, Optional<String> token, Approvals approvals, Optional<List<Condition>> conditions) {
    /** The name in {@code status.pendingCreations}. */
    static final String STORAGE = "storage";

    static StorageMemory of(StorageRepository resource, Instant now) {
        StorageRepositoryStatus status = resource.getStatus();
        return status == null
                ? new StorageMemory(
                        Optional.empty(), Optional.empty(), Approvals.of(resource, null, now), Optional.empty())
                : new StorageMemory(
                        Optional.ofNullable(status.uuid()),
                        token(status),
                        Approvals.of(resource, status.approvals(), now),
                        Optional.ofNullable(status.conditions()));
    }

    private static Optional<String> token(StorageRepositoryStatus status) {
        List<PendingCreation> pending = status.pendingCreations() == null ? List.of() : status.pendingCreations();
        return pending.stream()
                .filter(creation -> creation.name().equals(STORAGE))
                .map(PendingCreation::token)
                .findFirst();
    }
}
