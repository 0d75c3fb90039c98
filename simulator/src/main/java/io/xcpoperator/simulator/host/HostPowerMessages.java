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
import java.util.Set;

/**
 * Rebooting and switching off hosts, disabled ones, and their toolstacks: the call returns, then it happens (recordings
 * 10-004, 11b-014). VMs that are still there are no reason to refuse.
 */
final class HostPowerMessages implements Behaviour {
    /** Long enough for the answer to leave. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private static final Set<String> SWITCHES = Set.of("wake-on-lan", "iLO", "DRAC");

    private final HostLife life;
    private final HostFlags flags;

    HostPowerMessages(HostLife life, HostFlags flags) {
        this.life = life;
        this.flags = flags;
    }

    @Override
    public void register(Messages messages) {
        messages.on("host.reboot", call -> off(call, true));
        messages.on("host.shutdown", call -> off(call, false));
        messages.on("host.restart_agent", this::restartAgent);
        messages.on("host.power_on", this::powerOn);
        messages.on("host.is_in_emergency_mode", call -> Value.of(call.world().emergency(call.host())));
    }

    private Value off(Call call, boolean again) {
        Row host = call.row(0);
        if (host.flag("enabled")) {
            throw new XapiFailure("HOST_NOT_DISABLED");
        }
        HostState.requireAnswer(call.world(), host);
        host.map("current_operations").forEach((task, operation) -> {
            throw new XapiFailure("OTHER_OPERATION_IN_PROGRESS", "host", host.ref(), operation, task);
        });
        flags.goingDown.add(host.ref());
        World world = call.world();
        world.clock().schedule(GRACE, () -> {
            boolean empty = world.locked(() -> HostState.guestsOf(host).isEmpty());
            if (empty || world.delays().migrate().isZero()) {
                life.powerOff(host, again);
            } else { // not on the clock's own thread: guests that leave take their time
                Thread.ofVirtual().name("host-power").start(() -> life.powerOff(host, again));
            }
        });
        return Values.EMPTY;
    }

    private Value restartAgent(Call call) {
        Row host = call.row(0);
        HostState.requireAnswer(call.world(), host);
        Duration outage = call.world().delays().toolstack();
        call.world().clock().schedule(GRACE, () -> life.restart(host, outage));
        return Values.EMPTY;
    }

    private Value powerOn(Call call) {
        Row host = call.row(0);
        if (HostState.answers(call.world(), host)) {
            throw new XapiFailure("HOST_IS_LIVE", host.ref());
        }
        String mode = host.text("power_on_mode");
        if (mode.isEmpty()) {
            throw new XapiFailure("HOST_POWER_ON_MODE_DISABLED");
        }
        if (!SWITCHES.contains(mode)) {
            throw new XapiFailure("XENAPI_MISSING_PLUGIN", mode);
        }
        call.world().clock().schedule(call.world().delays().hostBoot(), () -> life.up(host));
        return Values.EMPTY;
    }
}
