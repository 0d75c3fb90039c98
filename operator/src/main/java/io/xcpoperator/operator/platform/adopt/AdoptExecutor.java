package io.xcpoperator.operator.platform.adopt;

import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.status.Failures;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.errors.PoolException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls it is told to, in order, up to the first that fails. */
public final class AdoptExecutor {
    private static final Logger log = LoggerFactory.getLogger(AdoptExecutor.class);

    private AdoptExecutor() {}

    /** Carries out the actions on one object; {@code of} binds its class's messages to it. */
    public static Outcome execute(
            PoolHandle pool, Existing object, List<AdoptAction> actions, Function<XapiCalls, CallsOn<?>> of) {
        if (actions.isEmpty()) {
            return new Outcome.Settled();
        }
        String what = "change " + object;
        try {
            CallsOn<?> calls = of.apply(pool.calls());
            for (AdoptAction action : actions) {
                what = "change %s (%s)".formatted(object, action.why());
                calls.call(action);
                log.atInfo()
                        .addKeyValue("pool", pool.key())
                        .addKeyValue("object", object.uuid())
                        .addKeyValue("op", action.verb().message())
                        .log("object changed");
            }
            return new Outcome.Acted();
        } catch (PoolException e) {
            return Failures.outcome(e, what, pool.view());
        }
    }
}
