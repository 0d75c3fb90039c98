package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.NetworkInterfaceStatus;
import java.util.List;
import java.util.Optional;

/** The network interfaces of the spec as status lists them. Pure. */
final class NicStatuses {
    private static final int MOST_ADDRESSES = 32;

    private NicStatuses() {}

    /** One that vanished stays listed, so that it is made again with the address that it had. Empty when there is none. */
    static Optional<List<NetworkInterfaceStatus>> of(DesiredVm want, VmFacts vm) {
        NicMatch match = NicMatch.of(want, vm);
        List<NetworkInterfaceStatus> nics = want.nics().stream()
                .flatMap(List::stream)
                .flatMap(entry -> match
                        .find(entry)
                        .map(nic -> nic(entry.name(), nic, vm.guest()))
                        .or(() -> entry.before(vm).map(before -> gone(entry.name(), before)))
                        .stream())
                .toList();
        return nics.isEmpty() ? Optional.empty() : Optional.of(nics);
    }

    private static NetworkInterfaceStatus nic(String entry, NicFacts nic, GuestFacts guest) {
        List<String> addresses = guest.addressesByDevice().getOrDefault(nic.device(), List.of());
        return new NetworkInterfaceStatus(
                entry,
                nic.device(),
                nic.mac(),
                addresses.isEmpty()
                        ? null
                        : addresses.stream().limit(MOST_ADDRESSES).toList(),
                nic.attached());
    }

    private static NetworkInterfaceStatus gone(String entry, DesiredVm.SeenNic before) {
        return new NetworkInterfaceStatus(entry, before.device().orElse(null), before.mac(), null, false);
    }
}
