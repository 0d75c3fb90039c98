package io.xcpoperator.xapi.types;

/** XAPI enum vdi_operations. */
public enum VdiOperation implements WireEnum {
    CLONE("clone"),
    COPY("copy"),
    RESIZE("resize"),
    RESIZE_ONLINE("resize_online"),
    SNAPSHOT("snapshot"),
    MIRROR("mirror"),
    DESTROY("destroy"),
    FORGET("forget"),
    UPDATE("update"),
    FORCE_UNLOCK("force_unlock"),
    GENERATE_CONFIG("generate_config"),
    ENABLE_CBT("enable_cbt"),
    DISABLE_CBT("disable_cbt"),
    DATA_DESTROY("data_destroy"),
    LIST_CHANGED_BLOCKS("list_changed_blocks"),
    SET_ON_BOOT("set_on_boot"),
    BLOCKED("blocked"),
    REVERT_TO("revert_to"),
    REVERT_FROM("revert_from"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    VdiOperation(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static VdiOperation of(String word) {
        return WireEnum.find(VdiOperation.class, word, UNKNOWN);
    }
}
