package io.xcpoperator.simulator.wire;

import java.io.IOException;
import java.io.OutputStream;

/** A fault: something is answered that XAPI never would, byte by byte, and the connection is closed. */
public final class RawAnswer extends RuntimeException {
    private final transient Body body;

    public RawAnswer(Body body) {
        super("an answer that XAPI never gives", null, false, false);
        this.body = body;
    }

    /** What is written, head and all. One that never ends is ended by the client. */
    public interface Body {
        void to(OutputStream out) throws IOException;
    }

    void to(OutputStream out) throws IOException {
        body.to(out);
        out.flush();
    }
}
