package io.xcpoperator.simulator.dispatch;

import io.xcpoperator.simulator.value.Value;

/** What a message does. Runs under the world's lock; fails with {@code XapiFailure}. */
@FunctionalInterface
public interface Handler {
    Value handle(Call call);
}
