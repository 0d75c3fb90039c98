package io.xcpoperator.simulator.wire;

/** The body is no call at all: HTTP 500 with an HTML page that quotes {@code getMessage()}. */
final class BadRequest extends RuntimeException {
    BadRequest(String cause) {
        super(cause, null, false, false);
    }
}
