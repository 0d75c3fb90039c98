package io.xcpoperator.xapi.types;

/** XAPI enum vm_power_state. */
public enum VmPowerState implements WireEnum {
    HALTED("Halted"),
    PAUSED("Paused"),
    RUNNING("Running"),
    SUSPENDED("Suspended"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    VmPowerState(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static VmPowerState of(String word) {
        return WireEnum.find(VmPowerState.class, word, UNKNOWN);
    }
}
