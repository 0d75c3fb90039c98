package io.xcpoperator.simulator.wire;

/** A request is refused before it becomes a call. */
final class HttpFailure extends RuntimeException {
    private final int status;

    HttpFailure(int status, String text) {
        super(text, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
