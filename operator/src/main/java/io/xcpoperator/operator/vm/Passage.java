package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.SrRef;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a VM can go to a host, its disks aside: asked of the mirror before the pool is, so that a refusal names the
 * network, the medium or the flag (xapi.md §6.19, §8.6). Pure.
 */
final class Passage {
    private final VmFacts vm;
    private final HostFacts to;
    private final Surroundings around;

    Passage(VmFacts vm, HostFacts to, Surroundings around) {
        this.vm = vm;
        this.to = to;
        this.around = around;
    }

    /** @param live whether the VM runs meanwhile */
    Optional<Hindrance> obstacle(boolean live) {
        return Stream.<Optional<Hindrance>>of(
                        HostFit.state(to),
                        network(live),
                        medium(),
                        live ? held() : Optional.empty(),
                        live ? guest() : Optional.empty(),
                        live ? HostFit.memory(vm, vm.memory().dynamicMin(), to) : Optional.empty(),
                        around.moving().road(to.ref()).flatMap(Resolved::problem))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Hindrance> network(boolean live) {
        Optional<NicFacts> absent = vm.nics().stream()
                .filter(nic -> !to.networks().contains(nic.network()))
                .findFirst();
        Optional<NicFacts> internal = vm.nics().stream()
                .filter(nic -> live && around.moving().internal().contains(nic.network()))
                .findFirst();
        return absent.map(nic -> lacks(
                        "host %s is not on network %s, which %s of the VM uses: bring the network to that host, or choose another host in placement.hostRef"
                                .formatted(to.name(), name(nic), part(nic))))
                .or(() -> internal.map(nic -> lacks(
                        "network %s, which %s of the VM uses, ends at its host: shut the VM down to move it, or use a network with a PIF"
                                .formatted(name(nic), part(nic)))));
    }

    private String name(NicFacts nic) {
        return around.names().getOrDefault(nic.network().value(), "(unknown network)");
    }

    private static String part(NicFacts nic) {
        return nic.entry().map(entry -> "networkInterfaces[" + entry + "]").orElse("interface " + nic.device());
    }

    private Optional<Hindrance> medium() {
        return vm.machine().drives().stream()
                .flatMap(drive -> drive.medium().stream())
                .filter(medium -> unreachable(around.moving().others().media().get(medium)))
                .findFirst()
                .map(medium -> lacks(
                        "host %s does not reach the storage of %s, which is in the VM's CD drive: eject it (cdrom: {})"
                                .formatted(to.name(), around.names().getOrDefault(medium.value(), "the medium"))));
    }

    private boolean unreachable(@Nullable SrRef sr) {
        return sr != null && !to.storage().contains(sr);
    }

    Optional<Hindrance> held() {
        if (!vm.otherConfig().getOrDefault(Keys.PCI, "").isEmpty()) {
            return Optional.of(immobile("has PCI devices of its host (advanced.pciDevices)"));
        } else if (vm.machine().virtualGpus()) {
            return Optional.of(immobile("has a virtual GPU of its host"));
        } else if (vm.machine().on(Capabilities.NESTED) || vm.machine().on(Capabilities.NESTED_ON_8_2)) {
            return Optional.of(immobile("may run VMs itself (advanced.nestedVirtualization)"));
        } else if (vm.machine().on("nomigrate")) {
            return Optional.of(immobile("has the platform flag nomigrate"));
        }
        return Optional.empty();
    }

    private Hindrance immobile(String what) {
        return Hindrance.waits(
                Reason.NotMovable,
                "the VM cannot move to %s while it runs, for it %s: shut it down first".formatted(to.name(), what));
    }

    private Optional<Hindrance> guest() {
        return vm.guest().drivers()
                ? Optional.empty()
                : Optional.of(Hindrance.waits(
                        Reason.GuestError, "moving to " + to.name() + " waits for the guest's Xen drivers"));
    }

    private static Hindrance lacks(String message) {
        return Hindrance.waits(Reason.HostLacksResource, message);
    }
}
