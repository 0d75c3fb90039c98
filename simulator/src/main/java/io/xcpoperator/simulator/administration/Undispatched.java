package io.xcpoperator.simulator.administration;

import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;

/** Messages the data model declares but the daemon does not know, or only knows to be gone (recordings 10-008 to 10-019). */
final class Undispatched implements Behaviour {
    private static final List<String> UNKNOWN =
            List.of("pool_update.apply", "pool_update.precheck", "LVHD.enable_thin_provisioning");

    @Override
    public void register(Messages messages) {
        UNKNOWN.forEach(name -> messages.on(name, _ -> {
            throw new XapiFailure("MESSAGE_METHOD_UNKNOWN", name);
        }));
        messages.on("pool.test_archive_target", _ -> {
            throw new XapiFailure("MESSAGE_REMOVED");
        });
    }
}
