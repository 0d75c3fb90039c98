package io.xcpoperator.operator.vm;

import java.util.Optional;

/** An entry of spec.networkInterfaces for tests, on the network lan. */
final class ANic {
    private final String name;
    private Optional<Integer> device = Optional.empty();
    private Optional<String> mac = Optional.empty();
    private Optional<DesiredVm.SeenNic> seen = Optional.empty();

    ANic(String name) {
        this.name = name;
    }

    ANic at(int place) {
        device = Optional.of(place);
        return this;
    }

    ANic mac(String address) {
        mac = Optional.of(address);
        return this;
    }

    /** As status lists it. */
    ANic seen(int place, String address) {
        return seenOn(AVm.UUID, place, address);
    }

    ANic seenOn(String vm, int place, String address) {
        seen = Optional.of(new DesiredVm.SeenNic(vm, Optional.of(place), address));
        return this;
    }

    DesiredVm.Nic entry() {
        return new DesiredVm.Nic(
                name,
                device,
                new Resolved.Found<>(AVm.LAN),
                mac,
                Optional.empty(),
                Optional.empty(),
                seen,
                Optional.empty());
    }
}
