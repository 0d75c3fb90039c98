package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpec;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.ArrayList;
import java.util.Optional;

/** What a spec asks for that this version does not do; it must not look as if it did. Pure. */
final class NetworkSupport {
    static final Reason REASON = Reason.NotSupportedYet;
    static final String ONLY_EXISTING =
            "this version of the operator knows networks only in the form existing; vlan, bond and hostInternal are not made yet";

    private NetworkSupport() {}

    static Optional<Verdict> unsupported(XcpNetworkSpec spec) {
        if (spec.existing() == null) {
            return Optional.of(new Verdict.Stalled(REASON, ONLY_EXISTING));
        }
        var fields = new ArrayList<String>();
        if (spec.mtu() != null) {
            fields.add("mtu");
        }
        if (spec.nbd() != null) {
            fields.add("nbd");
        }
        if (spec.hostAddresses() != null && !spec.hostAddresses().isEmpty()) {
            fields.add("hostAddresses");
        }
        if (spec.deletionPolicy() == DeletionPolicy.Delete) {
            fields.add("deletionPolicy: Delete of an adopted network");
        }
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Stalled(
                        REASON,
                        "this version of the operator does not act on spec.%s; take it away"
                                .formatted(String.join(", spec.", fields))));
    }
}
