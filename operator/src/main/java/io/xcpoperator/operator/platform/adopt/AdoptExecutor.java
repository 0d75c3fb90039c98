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
            PoolHandle pool, Existing object, List<AdoptAction> actions, Function<XapiCalls, ObjectCalls> of) {
        if (actions.isEmpty()) {
            return new Outcome.Settled();
        }
        String what = "change " + object;
        try {
            ObjectCalls calls = of.apply(pool.calls());
            for (AdoptAction action : actions) {
                what = "change %s (%s)".formatted(object, action.why());
                call(calls, action);
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

    private static void call(ObjectCalls calls, AdoptAction action) {
        switch (action.verb()) {
            case SET_NAME -> calls.setNameLabel(action.value());
            case SET_DESCRIPTION -> calls.setNameDescription(action.value());
            case ADD_TAG -> calls.addTags(action.value());
            case REMOVE_TAG -> calls.removeTags(action.value());
            case REMOVE_KEY -> calls.removeFromOtherConfig(action.key());
            case SET_KEY -> {
                if (action.replaces()) {
                    calls.removeFromOtherConfig(action.key());
                }
                calls.addToOtherConfig(action.key(), action.value());
            }
        }
    }
}
