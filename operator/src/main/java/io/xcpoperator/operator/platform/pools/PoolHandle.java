package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.operator.platform.ObjectKey;

/**
 * A connected pool for one round: what is in it, and how to call it. Not kept over rounds. Its view (the mirror) and its
 * typed calls come with the client library.
 */
public interface PoolHandle {
    /** The XcpPool. */
    ObjectKey key();

    /** The XcpPool's metadata.uid. */
    String resourceUid();

    /** Why no feature may write to this pool now (another operator, not leading, Observe); empty when all may. */
    WriteState writes();
}
