package io.xcpoperator.xapi.types;

/** XAPI enum storage_operations. */
public enum SrOperation implements WireEnum {
    SCAN("scan"),
    DESTROY("destroy"),
    FORGET("forget"),
    PLUG("plug"),
    UNPLUG("unplug"),
    UPDATE("update"),
    VDI_CREATE("vdi_create"),
    VDI_INTRODUCE("vdi_introduce"),
    VDI_DESTROY("vdi_destroy"),
    VDI_RESIZE("vdi_resize"),
    VDI_CLONE("vdi_clone"),
    VDI_SNAPSHOT("vdi_snapshot"),
    VDI_MIRROR("vdi_mirror"),
    VDI_ENABLE_CBT("vdi_enable_cbt"),
    VDI_DISABLE_CBT("vdi_disable_cbt"),
    VDI_DATA_DESTROY("vdi_data_destroy"),
    VDI_LIST_CHANGED_BLOCKS("vdi_list_changed_blocks"),
    VDI_SET_ON_BOOT("vdi_set_on_boot"),
    VDI_BLOCKED("vdi_blocked"),
    VDI_COPY("vdi_copy"),
    VDI_FORCE_UNLOCK("vdi_force_unlock"),
    VDI_FORGET("vdi_forget"),
    VDI_GENERATE_CONFIG("vdi_generate_config"),
    VDI_RESIZE_ONLINE("vdi_resize_online"),
    VDI_UPDATE("vdi_update"),
    VDI_REVERT("vdi_revert"),
    PBD_CREATE("pbd_create"),
    PBD_DESTROY("pbd_destroy"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    SrOperation(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static SrOperation of(String word) {
        return WireEnum.find(SrOperation.class, word, UNKNOWN);
    }
}
