package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpec;
import io.xcpoperator.operator.platform.adopt.AdoptSpec;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.ArrayList;
import java.util.Optional;

/** What a spec asks for that this version does not do; it must not look as if it did. Pure. */
final class NetworkSupport {
    private static final String ONLY_EXISTING =
            "this version of the operator knows networks only in the form existing; vlan, bond and hostInternal are not made yet";

    private NetworkSupport() {}

    static Optional<Verdict.Stalled> unsupported(XcpNetworkSpec spec) {
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
        return AdoptSpec.unsupported(spec.existing(), ONLY_EXISTING, fields);
    }
}
