package io.xcpoperator.xapi.types;

/** XAPI enum update_guidances. */
public enum UpdateGuidance implements WireEnum {
    REBOOT_HOST("reboot_host"),
    REBOOT_HOST_ON_LIVEPATCH_FAILURE("reboot_host_on_livepatch_failure"),
    REBOOT_HOST_ON_KERNEL_LIVEPATCH_FAILURE("reboot_host_on_kernel_livepatch_failure"),
    REBOOT_HOST_ON_XEN_LIVEPATCH_FAILURE("reboot_host_on_xen_livepatch_failure"),
    RESTART_TOOLSTACK("restart_toolstack"),
    RESTART_DEVICE_MODEL("restart_device_model"),
    RESTART_VM("restart_vm"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    UpdateGuidance(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static UpdateGuidance of(String word) {
        return WireEnum.find(UpdateGuidance.class, word, UNKNOWN);
    }
}
