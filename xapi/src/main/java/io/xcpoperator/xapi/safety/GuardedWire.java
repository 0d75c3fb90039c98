package io.xcpoperator.xapi.safety;

import io.xcpoperator.xapi.errors.ForbiddenCallException;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Reply;
import io.xcpoperator.xapi.wire.Wire;
import java.util.List;
import java.util.Optional;

/** Refuses what {@link NeverCalls} forbids, before anything is sent. */
public final class GuardedWire implements Wire {
    private final String pool;
    private final Wire wire;

    public GuardedWire(String pool, Wire wire) {
        this.pool = pool;
        this.wire = wire;
    }

    @Override
    public Reply call(String method, List<?> parameters, CallBudget budget) {
        Optional<String> rule = NeverCalls.rule(method, parameters);
        if (rule.isPresent()) {
            throw new ForbiddenCallException(pool, method, rule.get());
        }
        return wire.call(method, parameters, budget);
    }

    @Override
    public void close() {
        wire.close();
    }
}
