package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import java.util.Map;

/** Secrets are their generated messages, and introduction under a known uuid (recording 10-017). */
final class SecretMessages implements Behaviour {

    @Override
    public void register(Messages messages) {
        messages.on(
                "secret.introduce",
                call -> Value.of(call.database()
                        .create(
                                "secret",
                                Map.of(
                                        "uuid", call.argument(0),
                                        "value", call.argument(1),
                                        "other_config", call.argument(2)))
                        .ref()));
    }
}
