package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.Limits;
import io.xcpoperator.xapi.WriteGate;
import io.xcpoperator.xapi.errors.BusyException;
import io.xcpoperator.xapi.errors.ForbiddenCallException;
import io.xcpoperator.xapi.errors.WriteRefusedException;
import io.xcpoperator.xapi.events.PoolMirror;
import io.xcpoperator.xapi.safety.UseGuard;
import io.xcpoperator.xapi.session.PoolSession;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Mutation;
import io.xcpoperator.xapi.wire.Reply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Makes calls: takes a permit, asks the guards and the gate, and hands them to the session. Never waits for a permit. */
final class Caller {
    private final String pool;
    private final PoolSession session;
    private final PoolMirror mirror;
    private final WriteGate gate;
    private final Limits limits;
    private final Semaphore permits;

    Caller(String pool, PoolSession session, PoolMirror mirror, WriteGate gate, Limits limits) {
        this.pool = pool;
        this.session = session;
        this.mirror = mirror;
        this.gate = gate;
        this.limits = limits;
        this.permits = new Semaphore(limits.concurrentCalls());
    }

    Reply call(String method, List<Object> parameters) {
        return permitted(method, () -> send(method, parameters));
    }

    /**
     * Makes the calls of one intent under one permit.
     *
     * @throws BusyException before anything was sent, and never after
     */
    <T> T permitted(String method, Supplier<T> calls) {
        if (!permits.tryAcquire()) {
            throw new BusyException(pool, method, limits.concurrentCalls() + " calls at a time");
        }
        try {
            return calls.get();
        } finally {
            permits.release();
        }
    }

    /** A call of an intent that has its permit. */
    Reply send(String method, List<Object> parameters) {
        if (UseGuard.applies(method)) {
            checkUse(method, String.valueOf(parameters.getFirst()));
        }
        if (Mutation.changes(method)) {
            gate.refusal(method).ifPresent(reason -> {
                throw new WriteRefusedException(pool, method, reason);
            });
        }
        return session.call(method, parameters, new CallBudget(limits.callTimeout(), limits.bodyBytes()));
    }

    String pool() {
        return pool;
    }

    private void checkUse(String method, String target) {
        Optional<String> rule = UseGuard.rule(method, target, mirror.barrier(limits.callTimeout()));
        if (rule.isPresent()) {
            throw new ForbiddenCallException(pool, method, rule.get());
        }
    }
}
