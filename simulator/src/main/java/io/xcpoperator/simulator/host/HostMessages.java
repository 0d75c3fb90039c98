package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;

/** Taking hosts out of service and back (recordings 10-002, 10-004, 11b-014, 11b-016). */
final class HostMessages implements Behaviour {
    private final HostGuests guests;

    HostMessages(HostGuests guests) {
        this.guests = guests;
    }

    @Override
    public void register(Messages messages) {
        messages.on("host.disable", call -> enable(call, false));
        messages.on("host.enable", call -> enable(call, true));
        messages.on("host.power_on", call -> {
            refuseLive(call, call.row(0));
            throw new XapiFailure("HOST_POWER_ON_NOT_CONFIGURED", call.text(0));
        });
        messages.on("host.declare_dead", this::declareDead);
        messages.on("host.destroy", HostMessages::destroy);
        messages.on("host.prepare_for_poweroff", call -> {
            call.row(0);
            return Values.EMPTY;
        });
    }

    private Value enable(Call call, boolean enabled) {
        Row host = call.row(0);
        HostState.requireAnswer(call.world(), host);
        host.set("enabled", enabled);
        return Values.EMPTY;
    }

    private static void refuseLive(Call call, Row host) {
        if (HostState.answers(call.world(), host)) {
            throw new XapiFailure("HOST_IS_LIVE", host.ref());
        }
    }

    /** Its VMs are halted for the record. */
    private Value declareDead(Call call) {
        Row host = call.row(0);
        refuseLive(call, host);
        host.set("enabled", false);
        for (Row vm : HostState.guestsOf(host)) {
            guests.reset(vm);
        }
        return Values.EMPTY;
    }

    private static Value destroy(Call call) {
        Row host = call.row(0);
        refuseLive(call, host);
        if (!HostState.guestsOf(host).isEmpty()) {
            throw new XapiFailure("HOST_HAS_RESIDENT_VMS", host.ref());
        }
        Removal.of(call.database(), host);
        return Values.EMPTY;
    }
}
