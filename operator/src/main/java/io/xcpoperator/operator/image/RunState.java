package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.time.Instant;
import java.util.Optional;

/** How far this process is with bringing an image in. Another process knows nothing of it and begins anew. */
sealed interface RunState {
    /** Nothing was begun. */
    record Idle() implements RunState {}

    /**
     * Others come first.
     *
     * @param again when it may be tried again
     */
    record Queued(String why, Instant again) implements RunState {}

    /** Bytes come in. */
    record Fetching(Pace pace) implements RunState {}

    /** All is there and checked; {@code into} was made for it. */
    record Fetched(Parcel parcel, Optional<VdiRef> into) implements RunState {}

    /** Bytes go out. */
    record Sending(Parcel parcel, VdiRef into, TaskRef task, Pace pace) implements RunState {}

    /** All bytes went out, or no more will: whether the disk is whole is the task's to tell. */
    record Sent(Parcel parcel, VdiRef into, TaskRef task, String trouble) implements RunState {}

    /**
     * It failed.
     *
     * @param permanent only a person helps; tried again after a long while all the same
     * @param again when it may be tried again
     */
    record Failed(Reason reason, String message, boolean permanent, Instant again) implements RunState {}

    /**
     * How fast it goes; rounded, for it stands in a status.
     *
     * @param total in bytes; 0 where it is not known
     * @param rate bytes a second
     */
    record Pace(long bytes, long total, long rate) {
        /** In steps of ten. */
        int percent() {
            return total <= 0 ? 0 : (int) Math.min(100, bytes * 10 / total * 10);
        }
    }
}
