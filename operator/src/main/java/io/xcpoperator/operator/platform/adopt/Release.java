package io.xcpoperator.operator.platform.adopt;

import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.List;

/** How a resource that stands for an existing object goes (Retain). Pure. */
public sealed interface Release {
    /** The finalizer goes; nothing is left to do. */
    record Done() implements Release {}

    /** These writes first. */
    record Write(List<AdoptAction> actions) implements Release {
        public Write {
            actions = List.copyOf(actions);
        }
    }

    /** It waits, and says for what. */
    record Waits(Verdict verdict) implements Release {}

    /**
     * Decides.
     *
     * @param abandoned approved to go whatever the state of the pool
     * @param dependents what refers to the resource
     * @param inUse the sentence to say then
     */
    static Release decide(
            Adopted adopted, Owner me, ManagementGate gate, boolean abandoned, List<String> dependents, String inUse) {
        if (abandoned) {
            return new Done();
        }
        if (!dependents.isEmpty()) {
            return new Waits(new Verdict.Waiting(Reason.InUse, inUse));
        }
        return switch (gate) {
            case OBSERVE, PLAN -> new Done();
            case PAUSED -> new Waits(new Verdict.Waiting(Reason.Paused, "deletion waits: paused"));
            case WRITE -> release(adopted, me);
        };
    }

    private static Release release(Adopted adopted, Owner me) {
        return switch (adopted) {
            case Adopted.Denied _, Adopted.NotOne _ -> new Done();
            case Adopted.CannotTell(Reason reason, String message, boolean gone) ->
                gone ? new Done() : new Waits(new Verdict.Waiting(reason, "deletion waits: " + message));
            case Adopted.Present(var pool, Existing object) -> {
                List<AdoptAction> actions = AdoptPlan.release(me, object);
                if (actions.isEmpty()) {
                    yield new Done();
                }
                yield pool.writes() instanceof WriteState.Closed(Reason reason, String message)
                        ? new Waits(new Verdict.Waiting(reason, "deletion waits: " + message))
                        : new Write(actions);
            }
        };
    }
}
