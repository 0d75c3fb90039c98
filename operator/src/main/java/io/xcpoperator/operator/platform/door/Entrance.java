package io.xcpoperator.operator.platform.door;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.Instant;
import java.util.Optional;

/** Decides who is let in at the operator's door. Never blocks and never calls out. */
public interface Entrance {
    /**
     * Lets the holder of a ticket in, once and soon.
     *
     * @param inquiry that asks; the ticket is of no use when it is gone
     * @param ticketSha256 in lower-case hex
     */
    Admission admit(Purpose purpose, Asking inquiry, String ticketSha256);

    /** An XcpInquiry. */
    record Asking(ObjectKey key, String uid) {}

    /** What somebody comes for; objects of the inquiry's namespace. */
    sealed interface Purpose {
        record Console(ObjectKey virtualMachine) implements Purpose {}

        record Upload(ObjectKey diskImage) implements Purpose {}
    }

    /** What comes of it. */
    sealed interface Admission {
        /**
         * Until then.
         *
         * @param pod the operator's; empty where its port is one of this machine
         */
        record Open(Optional<ObjectKey> pod, int port, Instant until) implements Admission {}

        /** Never, as it was asked. */
        record Refused(Reason reason, String message) implements Admission {}

        /** Not yet. */
        record Later(Reason reason, String message) implements Admission {}
    }

    /** Where the setting says so. */
    static Entrance closed() {
        return (_, _, _) -> new Admission.Refused(
                Reason.NotSupportedYet,
                "this operator lets nobody in: its setting door-port is off (chart: door.enabled)");
    }
}
