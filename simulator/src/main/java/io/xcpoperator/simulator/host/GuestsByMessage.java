package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks the VM side by its own messages, as the daemon's hosts do. */
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
        String state = vm.text("power_state");
        if (!state.equals("Running")) {
            return Optional.of(
                    new XapiFailure("VM_BAD_POWER_STATE", vm.ref(), "running", state.toLowerCase(Locale.ROOT)));
        }
        try {
            messages.call("VM.assert_can_boot_here", List.of(Value.of(vm.ref()), Value.of(target.ref())));
        } catch (XapiFailure failure) {
            return Optional.of(failure);
        }
        boolean able = vm.texts("allowed_operations").contains("pool_migrate")
                || !vm.map("current_operations").isEmpty();
        return able ? Optional.empty() : Optional.of(new XapiFailure("VM_LACKS_FEATURE", vm.ref()));
    }

    @Override
    public void migrate(Call call, Row vm, Row target) {
        call.checkpoint();
        messages.call("VM.pool_migrate", List.of(Value.of(vm.ref()), Value.of(target.ref()), Values.NO_MEMBERS));
    }

    @Override
    public void reset(Row vm) {
        messages.call("VM.power_state_reset", List.of(Value.of(vm.ref())));
    }
}
