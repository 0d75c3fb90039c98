package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.pools.Destructions;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.streams.Consoles;
import io.xcpoperator.xapi.streams.DiskUploads;
import io.xcpoperator.xapi.types.PoolUuid;
import java.time.Duration;

/** A connection as a feature sees it for one round. */
record ConnectedPool(ObjectKey key, PoolUuid uuid, PoolView view, PoolLink link, DestructionLedger ledger)
        implements PoolHandle {
    @Override
    public PoolView viewAfterWrites(Duration limit) {
        return link.client().mirror().barrier(limit);
    }

    @Override
    public WriteState writes() {
        return link.manager().writes();
    }

    @Override
    public XapiCalls calls() {
        XapiCalls calls = link.client().calls();
        link.manager().ensure(calls);
        return calls;
    }

    @Override
    public DiskUploads uploads() {
        return link.client().uploads();
    }

    @Override
    public Consoles consoles() {
        return link.client().consoles();
    }

    @Override
    public int concurrentCalls() {
        return link.settings().concurrentCalls();
    }

    @Override
    public Destructions destructions() {
        return resourceUid -> ledger.ask(resourceUid, this);
    }
}
