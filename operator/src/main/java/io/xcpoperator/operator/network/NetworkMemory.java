package io.xcpoperator.operator.network;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.operator.platform.gate.Approvals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an earlier round left in status. Pure.
 *
 * @param uuid of the network
 * @param token under which one is, or was, being made
 */
record NetworkMemory(
        Optional<String> uuid, Optional<String> token, Approvals approvals, Optional<List<Condition>> conditions) {
    /** The name in {@code status.pendingCreations}. */
    static final String NETWORK = "network";

    static NetworkMemory of(XcpNetwork resource, Instant now) {
        XcpNetworkStatus status = resource.getStatus();
        return status == null
                ? new NetworkMemory(
                        Optional.empty(), Optional.empty(), Approvals.of(resource, null, now), Optional.empty())
                : new NetworkMemory(
                        Optional.ofNullable(status.uuid()),
                        token(status),
                        Approvals.of(resource, status.approvals(), now),
                        Optional.ofNullable(status.conditions()));
    }

    private static Optional<String> token(XcpNetworkStatus status) {
        List<PendingCreation> pending = status.pendingCreations() == null ? List.of() : status.pendingCreations();
        return pending.stream()
                .filter(creation -> creation.name().equals(NETWORK))
                .map(PendingCreation::token)
                .findFirst();
    }
}
