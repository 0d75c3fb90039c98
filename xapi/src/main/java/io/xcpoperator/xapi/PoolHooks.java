package io.xcpoperator.xapi;

import io.xcpoperator.xapi.wire.Wire;
import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * What the user of a client may add to it.
 *
 * @param wires wraps every wire that is opened: tests cut all I/O at the n-th call here
 */
public record PoolHooks(
        Clock clock, AddressPolicy addresses, WriteGate writes, CallListener listener, UnaryOperator<Wire> wires) {
    public static PoolHooks standard(Clock clock) {
        return new PoolHooks(
                clock, AddressPolicy.any(), WriteGate.open(), CallListener.none(), UnaryOperator.identity());
    }

    public PoolHooks withAddresses(AddressPolicy policy) {
        return new PoolHooks(clock, policy, writes, listener, wires);
    }

    public PoolHooks withWrites(WriteGate gate) {
        return new PoolHooks(clock, addresses, gate, listener, wires);
    }

    public PoolHooks withListener(CallListener calls) {
        return new PoolHooks(clock, addresses, writes, calls, wires);
    }

    public PoolHooks withWires(UnaryOperator<Wire> decorator) {
        return new PoolHooks(clock, addresses, writes, listener, decorator);
    }
}
