package io.xcpoperator.xapi.session;

import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.types.PoolUuid;
import io.xcpoperator.xapi.types.SessionRef;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Reply;
import io.xcpoperator.xapi.wire.Wire;
import java.util.ArrayList;
import java.util.List;

/** One session with one coordinator. A new session, even with the same host, is a new connection. */
public final class Connection {
    private final PoolUuid pool;
    private final Endpoint endpoint;
    private final Wire wire;
    private final SessionRef session;

    Connection(PoolUuid pool, Endpoint endpoint, Wire wire, SessionRef session) {
        this.pool = pool;
        this.endpoint = endpoint;
        this.wire = wire;
        this.session = session;
    }

    /** Makes a call with this session and no other; parameters without the session. */
    public Reply call(String method, List<?> parameters, CallBudget budget) {
        List<Object> all = new ArrayList<>(parameters.size() + 1);
        all.add(session.value());
        all.addAll(parameters);
        return wire.call(method, all, budget);
    }

    String sessionText() {
        return session.value();
    }

    PoolUuid pool() {
        return pool;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Wire wire() {
        return wire;
    }

    Connection with(SessionRef renewed) {
        return new Connection(pool, endpoint, wire, renewed);
    }
}
