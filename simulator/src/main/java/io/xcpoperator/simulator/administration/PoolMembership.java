package io.xcpoperator.simulator.administration;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.host.HostState;
import io.xcpoperator.simulator.host.Removal;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;

/** Who is in the pool and who leads it (recordings 10-010, 11-001, 11b-014). */
final class PoolMembership implements Behaviour {
    @Override
    public void register(Messages messages) {
        messages.on("pool.join", PoolMembership::join);
        messages.on("pool.join_force", PoolMembership::join);
        messages.on("pool.eject", PoolMembership::eject);
        messages.on("pool.is_slave", call -> Value.of(!leads(call, call.row(0))));
    }

    private static boolean leads(Call call, Row host) {
        return host.ref().equals(call.world().pool().text("master"));
    }

    /** There is no other pool to join: only the refusals a joiner gives before it asks, and no answer from out there. */
    private static Value join(Call call) {
        String address = call.text(0);
        if (call.database().count("host") > 1) {
            throw new XapiFailure("JOINING_HOST_CANNOT_BE_MASTER_OF_OTHER_HOSTS");
        }
        if (call.world().coordinator().text("address").equals(address)) {
            throw new XapiFailure("OPERATION_NOT_ALLOWED", "Host cannot become slave of itself");
        }
        throw XapiFailure.internal("Connection failed: connection refused.");
    }

    private static Value eject(Call call) {
        Row host = call.row(0);
        if (leads(call, host)) {
            throw XapiFailure.internal("Xapi_pool.Cannot_eject_master");
        }
        HostState.requireAnswer(call.world(), host);
        boolean guests = host.followAll("resident_VMs").stream().anyMatch(vm -> !vm.flag("is_control_domain"));
        if (guests) {
            throw new XapiFailure("OPERATION_NOT_ALLOWED", "VMs are running on this host");
        }
        Removal.of(call.database(), host);
        return Values.EMPTY;
    }
}
