package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.Optional;

/**
 * Whether another operation has the VM (S15). While it has, whichever part it claims, the VM gets no power operation,
 * no move, and no change of processors, memory, disks or network interfaces; what only describes it goes on.
 */
final class Held {
    private Held() {}

    static Optional<Hindrance> by(Claims claims, Owner me) {
        return claims.heldByAnother(me.uid())
                .map(holder -> Hindrance.waits(
                        Reason.HeldBy,
                        "the VM is held by %s; nothing of it is started, stopped, moved or changed before"
                                .formatted(holder)));
    }
}
