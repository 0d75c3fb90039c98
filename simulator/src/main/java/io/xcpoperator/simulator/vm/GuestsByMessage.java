package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.host.HostGuests;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;
import java.util.Optional;

/** What hosts need of VMs, done by the VMs' own messages, as the daemon's hosts do. */
public final class GuestsByMessage implements HostGuests {
    private final Line messages;

    /** Does a call without a session; fails as it fails. */
    @FunctionalInterface
    public interface Line {
        void call(String method, List<Value> parameters);
    }

    public GuestsByMessage(Line messages) {
        this.messages = messages;
    }

    @Override
    public Optional<XapiFailure> obstacle(Row vm, Row target) {
        return VmRules.refusal(vm, "pool_migrate").or(() -> MigrationMessages.obstacle(vm, target));
    }

    @Override
    public void leave(Row vm, List<Row> targets) {
        Optional<Row> target =
                targets.stream().filter(host -> obstacle(vm, host).isEmpty()).findFirst();
        try {
            if (target.isPresent()) {
                move(vm, target.get());
                return;
            }
        } catch (XapiFailure _) {
            // what cannot move after all is shut down too
        }
        messages.call("VM.hard_shutdown", List.of(Value.of(vm.ref())));
    }

    @Override
    public void start(Row vm) {
        try {
            messages.call("VM.start", List.of(Value.of(vm.ref()), Values.FALSE, Values.FALSE));
        } catch (XapiFailure _) {
            // the script swallows errors
        }
    }

    @Override
    public void migrate(Call call, Row vm, Row target) {
        call.checkpoint();
        move(vm, target);
    }

    private void move(Row vm, Row target) {
        messages.call("VM.pool_migrate", List.of(Value.of(vm.ref()), Value.of(target.ref()), Values.NO_MEMBERS));
    }

    @Override
    public void reset(Row vm) {
        messages.call("VM.power_state_reset", List.of(Value.of(vm.ref())));
    }
}
