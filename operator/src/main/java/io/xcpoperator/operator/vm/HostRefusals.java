package io.xcpoperator.operator.vm;

import java.util.Optional;

/** Why one host does not take a VM, as the pool says before a start or a move has begun (xapi.md §6.14, §6.19). Pure. */
final class HostRefusals {
    private static final String ELSEWHERE = ", or choose another host in placement.hostRef";

    private HostRefusals() {}

    /**
     * The error as a person reads it.
     *
     * @param host its name, or {@code that host}
     * @param first parameter of the error, by name
     * @param second the same
     * @return empty for a code that says something else
     */
    static Optional<String> sentence(String code, String host, String first, String second) {
        String text = switch (code) {
            case "VM_REQUIRES_SR" ->
                "%s does not reach storage %s: plug it in there, put the disk on storage that it reaches%s"
                        .formatted(host, second, ELSEWHERE);
            case "VM_REQUIRES_NETWORK" ->
                "%s is not on network %s: bring the network there%s".formatted(host, second, ELSEWHERE);
            case "HOST_CANNOT_ATTACH_NETWORK" ->
                "host %s cannot attach network %s: mend the network there%s".formatted(first, second, ELSEWHERE);
            case "REQUIRED_PIF_IS_UNPLUGGED" ->
                "%s has a network of the VM, but not attached: plug its PIF in there%s".formatted(host, ELSEWHERE);
            case "HOST_DISABLED" -> "host %s is in maintenance".formatted(first);
            case "HOST_NOT_LIVE" -> "%s does not answer".formatted(host);
            case "HOST_NOT_ENOUGH_PCPUS" ->
                "%s has %s processors and the VM may have up to %s: ask for fewer in cpu.max%s"
                        .formatted(host, second, first, ELSEWHERE);
            case "VM_REQUIRES_IOMMU" ->
                "host %s cannot give PCI devices to VMs: switch the IOMMU on in its firmware%s"
                        .formatted(first, ELSEWHERE);
            case "VM_REQUIRES_GPU", "VM_REQUIRES_VGPU" ->
                "%s has no GPU of group %s free for the VM: free one there%s".formatted(host, second, ELSEWHERE);
            case "VM_REQUIRES_VUSB" ->
                "%s does not have the USB device of the VM: take it off the VM%s".formatted(host, ELSEWHERE);
            case "VM_HOST_INCOMPATIBLE_VERSION" ->
                "host %s runs an older release than the VM needs: update it first%s".formatted(first, ELSEWHERE);
            default -> "";
        };
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
