package io.xcpoperator.simulator.wire;

/** A fault: the connection is to be closed without an answer. */
public final class CutConnection extends RuntimeException {
    public CutConnection() {
        super("the connection is cut", null, false, false);
    }
}
