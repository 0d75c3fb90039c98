package io.xcpoperator.xapi;

import java.net.InetAddress;
import java.util.Optional;

/** Decides which addresses may be connected to. A name is resolved once, checked, and that very address is used. */
@FunctionalInterface
public interface AddressPolicy {
    /** Why this address is refused, as a short sentence; empty when it may be used. */
    Optional<String> refusal(InetAddress address);

    static AddressPolicy any() {
        return _ -> Optional.empty();
    }
}
