package io.xcpoperator.operator.host;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;

/** What was seen of a host. */
sealed interface Observed {
    record Present(HostRecord host, PoolView view) implements Observed {}

    /** The pool answered, and it has no such host. */
    record Absent(String pool) implements Observed {}

    /** The pool cannot be asked; nothing may be concluded about the host. */
    record CannotTell(Reason reason, String message) implements Observed {}
}
