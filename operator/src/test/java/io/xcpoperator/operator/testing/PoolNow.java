package io.xcpoperator.operator.testing;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.DeletionBudget;
import io.xcpoperator.operator.platform.pools.Destructions;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.streams.DiskUploads;
import io.xcpoperator.xapi.types.PoolUuid;
import java.time.Duration;

/**
 * A pool in which something changed between the plan and its execution.
 *
 * @param view what the plan was made on
 * @param now what the pool answers
 */
public record PoolNow(PoolView view, RecordedCalls now) implements PoolHandle {
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
        return view;
    }

    @Override
    public WriteState writes() {
        return new WriteState.Open();
    }

    @Override
    public XapiCalls calls() {
        return now.calls();
    }

    @Override
    public DiskUploads uploads() {
        return now.uploads();
    }

    @Override
    public int concurrentCalls() {
        return 1;
    }

    @Override
    public Destructions destructions() {
        return _ -> new DeletionBudget.Verdict.Go();
    }
}
