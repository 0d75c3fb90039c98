package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Rebooting and switching off hosts: only disabled and empty ones (recordings 10-004, 11b-014). */
final class HostPowerMessages implements Behaviour {
    /** Long enough for the answer to leave. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private final AtomicReference<HostPower> power;

    HostPowerMessages(AtomicReference<HostPower> power) {
        this.power = power;
    }

    @Override
    public void register(Messages messages) {
        messages.on("host.reboot", this::reboot);
        messages.on("host.shutdown", this::shutdown);
        messages.on("host.is_in_emergency_mode", _ -> Values.FALSE);
    }

    private static Row idle(Call call) {
        Row host = call.row(0);
        if (host.flag("enabled")) {
            throw new XapiFailure("HOST_NOT_DISABLED");
        }
        if (!HostState.guestsOf(host).isEmpty()) {
            throw new XapiFailure("HOST_HAS_RESIDENT_VMS", host.ref());
        }
        return host;
    }

    private Value shutdown(Call call) {
        Row host = idle(call);
        call.world().clock().schedule(GRACE, () -> power.get().off(host));
        return Values.EMPTY;
    }

    private Value reboot(Call call) {
        Row host = idle(call);
        World world = call.world();
        Duration boot = world.delays().hostBoot();
        world.clock().schedule(GRACE, () -> {
            power.get().off(host);
            world.clock().schedule(boot, () -> power.get().on(host));
        });
        return Values.EMPTY;
    }
}
