package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.status.Reason;
import java.io.IOException;

/** A source gives no usable image. The message is for a person and quotes no query, password or content. */
final class FetchException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final boolean permanent;

    private FetchException(Reason reason, boolean permanent, String message) {
        super(message);
        this.reason = reason;
        this.permanent = permanent;
    }

    /** Worth trying again by itself. */
    static FetchException passing(Reason reason, String message) {
        return new FetchException(reason, false, message);
    }

    /** Only a person, or another source, helps. */
    static FetchException lasting(Reason reason, String message) {
        return new FetchException(reason, true, message);
    }

    Reason reason() {
        return reason;
    }

    boolean permanent() {
        return permanent;
    }
}
