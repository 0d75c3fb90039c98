package io.xcpoperator.operator.platform.owner;

/** A part of an XAPI object that one feature at a time may act on (S15). */
public enum Claim {
    POOL_HIGH_AVAILABILITY("pool.highAvailability"),
    POOL_AUTO_POWER_ON("pool.autoPowerOn"),
    HOST_ENABLED("host.enabled"),
    VM_POWER("vm.power"),
    VM_PLACEMENT("vm.placement"),
    VM_DISKS("vm.disks"),
    VM_MEMORY("vm.memory"),
    VM_NETWORK("vm.networkInterfaces");

    private final String text;

    Claim(String text) {
        this.text = text;
    }

    /** As a user reads it, for example {@code vm.power}. */
    public String text() {
        return text;
    }

    /** The key in the XAPI object's {@code other_config}; its value is a {@link Claims.Holder}. */
    public String key() {
        return "xcp-operator.io/claim." + text;
    }
}
