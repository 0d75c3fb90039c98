package io.xcpoperator.operator.cli;

import io.xcpoperator.operator.platform.gate.Approvals;
import java.util.Map;

/** What each approval lets happen, in a line. */
final class Effects {
    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry(Approvals.RESTART, "the VM is shut down and started once, for just these changes"),
            Map.entry(Approvals.OUTAGE, "the network is interrupted once, for just these changes"),
            Map.entry(Approvals.FORMAT, "the disk is formatted, and what is on it is lost"),
            Map.entry(Approvals.DELETE_DISK, "the disk is destroyed with its data"),
            Map.entry(Approvals.DELETE_SNAPSHOTS, "snapshots that are not ours are destroyed with the VM"),
            Map.entry(Approvals.DELETE_VTPM, "the virtual TPM is destroyed with the keys it holds"),
            Map.entry(Approvals.RECREATE, "what is gone is made again, blank or from its source"),
            Map.entry(
                    Approvals.TAKE_OVER,
                    "the mark of an earlier cluster, or a lost one, is replaced by this resource's"),
            Map.entry(Approvals.DELETIONS, "the deletions that are held go on"),
            Map.entry(
                    Approvals.TRUST_CERTIFICATE,
                    "this certificate is trusted from now on: compare it with the host's console first"),
            Map.entry(Approvals.ABANDON, "the resource goes at once and leaves the pool as it is, our marks included"));

    private Effects() {}

    static String of(String approval) {
        return ALL.getOrDefault(approval, "see docs/reference/annotations.md");
    }
}
