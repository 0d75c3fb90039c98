package io.xcpoperator.xapi.types;

/** XAPI enum vdi_type. */
public enum VdiType implements WireEnum {
    SYSTEM("system"),
    USER("user"),
    EPHEMERAL("ephemeral"),
    SUSPEND("suspend"),
    CRASHDUMP("crashdump"),
    HA_STATEFILE("ha_statefile"),
    METADATA("metadata"),
    REDO_LOG("redo_log"),
    RRD("rrd"),
    PVS_CACHE("pvs_cache"),
    CBT_METADATA("cbt_metadata"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    VdiType(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static VdiType of(String word) {
        return WireEnum.find(VdiType.class, word, UNKNOWN);
    }
}
