package io.xcpoperator.operator.platform.gate;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.EnumSet;
import java.util.Set;

/** What a resource says whose deletion waits for a pool that is away: it may be so for good. Pure. */
public final class WayOut {
    private static final Set<Reason> AWAY = EnumSet.of(
            Reason.PoolNotReady,
            Reason.PoolUnreachable,
            Reason.CredentialsRefused,
            Reason.BadAnswer,
            Reason.DifferentPool,
            Reason.CertificateNotTrusted,
            Reason.CertificateChanged,
            Reason.AddressRefused);

    private WayOut() {}

    /**
     * With the command that lets the resource go, where the pool is what it waits for.
     *
     * @param kind short name for the command, for example {@code xvm}
     */
    public static Verdict shown(Verdict verdict, String kind, HasMetadata object, Approvals approvals) {
        if (!(verdict instanceof Verdict.Waiting(Reason reason, String message)) || !AWAY.contains(reason)) {
            return verdict;
        }
        String uid = object.getMetadata().getUid();
        return new Verdict.Waiting(
                reason,
                "%s; where it is gone for good, let the resource go as it is: %s"
                        .formatted(
                                message,
                                Approvals.command(
                                        kind,
                                        ObjectKey.of(object),
                                        Approvals.ABANDON,
                                        approvals.value(Approvals.ABANDON, uid))));
    }
}
