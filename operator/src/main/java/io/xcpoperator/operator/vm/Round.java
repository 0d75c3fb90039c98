package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.xapi.calls.TaskStarts;
import io.xcpoperator.xapi.calls.XapiCalls;
import java.util.Map;

/** What the handlers of one round share. Only an executor makes one. */
record Round(PoolHandle pool, XapiCalls calls, Owner me, long generation, Bindings bindings) {
    /** Long operations; their tasks carry our mark and the generation, so that they are found again. */
    TaskStarts tasks() {
        return calls.tasks(Map.of(OwnerMark.KEY, Keys.taskMark(me, generation).toString()));
    }
}
