package io.xcpoperator.operator.testing;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.pools.Destructions;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.PoolUuid;
import java.time.Duration;

/** A pool that decisions are made about: it can be looked at, and nobody may call it. */
public record DecidedPool(PoolView view, WriteState writes) implements PoolHandle {
    public DecidedPool(PoolView view) {
        this(view, new WriteState.Open());
    }

    @Override
    public ObjectKey key() {
        return new ObjectKey("infra", "home");
    }

    @Override
    public PoolUuid uuid() {
        return new PoolUuid("pool");
    }

    @Override
    public PoolView viewAfterWrites(Duration limit) {
        throw new AssertionError("a decision asks nobody");
    }

    @Override
    public XapiCalls calls() {
        throw new AssertionError("a decision calls nobody");
    }

    @Override
    public int concurrentCalls() {
        return 1;
    }

    @Override
    public Destructions destructions() {
        throw new AssertionError("a decision destroys nothing");
    }
}
