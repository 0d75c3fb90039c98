package io.xcpoperator.operator.vm;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the guest's agent tells. Without an agent all is empty and false.
 *
 * @param drivers whether the guest has Xen drivers: the gate for hot-plug, ballooning and clean shutdown
 * @param agent whether an agent reports
 * @param started when the VM was started; empty where the pool does not tell
 * @param addressesByDevice addresses by the number of the network interface, without link-local ones
 */
record GuestFacts(
        boolean drivers,
        boolean agent,
        boolean vcpuHotplug,
        Optional<Instant> started,
        String operatingSystem,
        String hostname,
        Map<Integer, List<String>> addressesByDevice) {
    GuestFacts {
        addressesByDevice = Map.copyOf(addressesByDevice);
    }

    static GuestFacts none() {
        return new GuestFacts(false, false, false, Optional.empty(), "", "", Map.of());
    }

    /** All addresses, IPv4 first, each once. */
    List<String> addresses() {
        return addressesByDevice.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(e -> e.getValue().stream())
                .distinct()
                .sorted((a, b) -> Boolean.compare(a.contains(":"), b.contains(":")))
                .toList();
    }
}
