package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Reply;
import io.xcpoperator.xapi.wire.Wire;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets one call take effect, loses its answer, and lets nothing through from then on: the process died there. */
record CutAfter(Wire wire, String method, AtomicBoolean fallen) implements Wire {
    @Override
    public Reply call(String called, List<?> parameters, CallBudget budget) {
        if (fallen.get()) {
            throw cut(called);
        }
        Reply reply = wire.call(called, parameters, budget);
        if (called.equals(method)) {
            fallen.set(true);
            throw cut(called);
        }
        return reply;
    }

    private static TransportException cut(String called) {
        return new TransportException("home", called, TransportException.Kind.CUT, true, null);
    }

    @Override
    public void close() {
        wire.close();
    }
}
