package io.xcpoperator.xapi.types;

/** XAPI enum host_allowed_operations. */
public enum HostOperation implements WireEnum {
    PROVISION("provision"),
    EVACUATE("evacuate"),
    SHUTDOWN("shutdown"),
    REBOOT("reboot"),
    POWER_ON("power_on"),
    VM_START("vm_start"),
    VM_RESUME("vm_resume"),
    VM_MIGRATE("vm_migrate"),
    APPLY_UPDATES("apply_updates"),
    ENABLE("enable"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    HostOperation(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static HostOperation of(String word) {
        return WireEnum.find(HostOperation.class, word, UNKNOWN);
    }
}
