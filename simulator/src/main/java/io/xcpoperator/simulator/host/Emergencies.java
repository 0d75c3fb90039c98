package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.List;

/** Another coordinator: by order, or since the old one is gone for good (facts: emergencies). */
final class Emergencies implements Behaviour {
    /** Long enough for the answer to leave. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private final HostLife life;

    Emergencies(HostLife life) {
        this.life = life;
    }

    @Override
    public void register(Messages messages) {
        messages.on("pool.designate_new_master", this::designate);
        messages.on("pool.emergency_transition_to_master", this::transition);
        messages.on("pool.emergency_reset_master", Emergencies::reset);
        messages.on("pool.recover_slaves", Emergencies::recover);
    }

    private static void requireNoHa(Call call) {
        if (call.world().pool().flag("ha_enabled")) {
            throw new XapiFailure("HA_IS_ENABLED");
        }
    }

    private Value designate(Call call) {
        Row host = call.row(0);
        if (host == call.world().coordinator()) {
            return Values.EMPTY;
        }
        requireNoHa(call);
        for (Row each : call.database().all("host")) {
            HostState.requireAnswer(call.world(), each);
        }
        call.world().clock().schedule(GRACE, () -> life.lead(host));
        return Values.EMPTY;
    }

    /** Asked of a member itself, in a session of its own. */
    private Value transition(Call call) {
        requireNoHa(call);
        Row host = call.host();
        if (host != call.world().coordinator()) {
            call.world().clock().schedule(GRACE, () -> life.leadAlone(host));
        }
        return Values.EMPTY;
    }

    private static Value reset(Call call) {
        requireNoHa(call);
        boolean leads = call.world().coordinator().text("address").equals(call.text(0));
        if (leads) {
            call.world().strays().remove(call.host().ref());
        }
        return Values.EMPTY;
    }

    /** Those that are there look for the new coordinator from now on. */
    private static Value recover(Call call) {
        List<String> found = call.database().all("host").stream()
                .filter(host -> call.world().strays().containsKey(host.ref()) && HostState.answers(call.world(), host))
                .map(Row::ref)
                .toList();
        found.forEach(call.world().strays()::remove);
        return Value.texts(found);
    }
}
