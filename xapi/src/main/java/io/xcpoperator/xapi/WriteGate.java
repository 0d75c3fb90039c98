package io.xcpoperator.xapi;

import java.util.Optional;

/** Asked directly before each call that changes something. */
@FunctionalInterface
public interface WriteGate {
    /** Why the call must not be made, one word in CamelCase; empty when it may. */
    Optional<String> refusal(String method);

    static WriteGate open() {
        return _ -> Optional.empty();
    }
}
