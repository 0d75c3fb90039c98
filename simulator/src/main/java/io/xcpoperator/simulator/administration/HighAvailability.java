package io.xcpoperator.simulator.administration;

import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;

/** High availability that is off: what can be asked, and why it cannot be switched on (recording 10-009). */
final class HighAvailability implements Behaviour {

    @Override
    public void register(Messages messages) {
        messages.on("pool.enable_ha", HighAvailability::enable);
        messages.on("pool.disable_ha", _ -> {
            throw new XapiFailure("HA_NOT_ENABLED");
        });
        messages.on("pool.ha_prevent_restarts_for", _ -> Values.EMPTY);
        messages.on("pool.ha_failover_plan_exists", call -> Value.of(call.number(0) <= most(call)));
        messages.on("pool.ha_compute_max_host_failures_to_tolerate", call -> Value.of(most(call)));
        messages.on("pool.ha_compute_hypothetical_max_host_failures_to_tolerate", call -> Value.of(most(call)));
        messages.on("pool.set_ha_host_failures_to_tolerate", call -> {
            call.row(0).set("ha_host_failures_to_tolerate", call.number(1));
            return Values.EMPTY;
        });
    }

    /** Nothing is protected, so all hosts may fail. */
    private static long most(Call call) {
        return call.database().count("host");
    }

    private static Value enable(Call call) {
        call.world().requireNoUpgrade();
        if (call.texts(0).isEmpty()) {
            throw new XapiFailure("CANNOT_CREATE_STATE_FILE");
        }
        for (String ref : call.texts(0)) {
            boolean plugged = call.get("SR", ref).followAll("PBDs").stream()
                            .filter(pbd -> pbd.flag("currently_attached"))
                            .count()
                    >= call.database().count("host");
            if (!plugged) {
                throw new XapiFailure("SR_HAS_NO_PBDS", ref);
            }
        }
        throw new XapiFailure("NOT_IMPLEMENTED", "pool.enable_ha");
    }
}
