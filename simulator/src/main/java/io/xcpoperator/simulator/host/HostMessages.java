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
    private final HostFlags flags;

    HostMessages(HostGuests guests, HostFlags flags) {
        this.guests = guests;
        this.flags = flags;
    }

    @Override
    public void register(Messages messages) {
        messages.on("host.disable", this::disable);
        messages.on("host.enable", this::enable);
        messages.on("host.declare_dead", this::declareDead);
        messages.on("host.destroy", HostMessages::destroy);
        messages.on("host.prepare_for_poweroff", call -> {
            call.row(0);
            return Values.EMPTY;
        });
    }

    /** It lasts until the host's toolstack starts again, or where asked for until somebody enables the host. */
    private Value disable(Call call) {
        Row host = call.row(0);
        HostState.requireAnswer(call.world(), host);
        host.set("enabled", false);
        if (!call.flag(1)) {
            flags.keptDisabled.add(host.ref());
        }
        return Values.EMPTY;
    }

    private Value enable(Call call) {
        Row host = call.row(0);
        HostState.requireAnswer(call.world(), host);
        if (flags.starting.contains(host.ref())) {
            throw new XapiFailure("HOST_STILL_BOOTING");
        }
        if (flags.goingDown.contains(host.ref())) {
            throw new XapiFailure("HOST_DISABLED_UNTIL_REBOOT", host.ref());
        }
        flags.keptDisabled.remove(host.ref());
        host.set("enabled", true);
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
