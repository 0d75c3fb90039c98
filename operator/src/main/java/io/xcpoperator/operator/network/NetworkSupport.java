package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.NotYetFields;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpec;
import io.xcpoperator.operator.platform.adopt.AdoptSpec;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.Optional;

/** What a spec asks for that this version does not do; it must not look as if it did. Pure. */
final class NetworkSupport {
    private static final String ONLY_EXISTING =
            "this version of the operator knows networks only in the form existing; vlan, bond and hostInternal are not made yet";

    private NetworkSupport() {}

    static Optional<Verdict.Stalled> unsupported(XcpNetworkSpec spec) {
        return AdoptSpec.unsupported(spec.existing(), ONLY_EXISTING, NotYetFields.in(spec));
    }
}
