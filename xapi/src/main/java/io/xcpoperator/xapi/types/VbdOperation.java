package io.xcpoperator.xapi.types;

/** XAPI enum vbd_operations. */
public enum VbdOperation implements WireEnum {
    ATTACH("attach"),
    EJECT("eject"),
    INSERT("insert"),
    PLUG("plug"),
    UNPLUG("unplug"),
    UNPLUG_FORCE("unplug_force"),
    PAUSE("pause"),
    UNPAUSE("unpause"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    VbdOperation(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static VbdOperation of(String word) {
        return WireEnum.find(VbdOperation.class, word, UNKNOWN);
    }
}
