package io.xcpoperator.xapi.types;

/** XAPI enum vm_operations. */
public enum VmOperation implements WireEnum {
    SNAPSHOT("snapshot"),
    CLONE("clone"),
    COPY("copy"),
    CREATE_TEMPLATE("create_template"),
    REVERT("revert"),
    CHECKPOINT("checkpoint"),
    SNAPSHOT_WITH_QUIESCE("snapshot_with_quiesce"),
    PROVISION("provision"),
    START("start"),
    START_ON("start_on"),
    PAUSE("pause"),
    UNPAUSE("unpause"),
    CLEAN_SHUTDOWN("clean_shutdown"),
    CLEAN_REBOOT("clean_reboot"),
    HARD_SHUTDOWN("hard_shutdown"),
    POWER_STATE_RESET("power_state_reset"),
    HARD_REBOOT("hard_reboot"),
    SUSPEND("suspend"),
    CSVM("csvm"),
    RESUME("resume"),
    RESUME_ON("resume_on"),
    POOL_MIGRATE("pool_migrate"),
    MIGRATE_SEND("migrate_send"),
    GET_BOOT_RECORD("get_boot_record"),
    SEND_SYSRQ("send_sysrq"),
    SEND_TRIGGER("send_trigger"),
    QUERY_SERVICES("query_services"),
    SHUTDOWN("shutdown"),
    CALL_PLUGIN("call_plugin"),
    CHANGING_MEMORY_LIVE("changing_memory_live"),
    AWAITING_MEMORY_LIVE("awaiting_memory_live"),
    CHANGING_DYNAMIC_RANGE("changing_dynamic_range"),
    CHANGING_STATIC_RANGE("changing_static_range"),
    CHANGING_MEMORY_LIMITS("changing_memory_limits"),
    CHANGING_SHADOW_MEMORY("changing_shadow_memory"),
    CHANGING_SHADOW_MEMORY_LIVE("changing_shadow_memory_live"),
    CHANGING_VCPUS("changing_VCPUs"),
    CHANGING_VCPUS_LIVE("changing_VCPUs_live"),
    CHANGING_NVRAM("changing_NVRAM"),
    ASSERT_OPERATION_VALID("assert_operation_valid"),
    DATA_SOURCE_OP("data_source_op"),
    UPDATE_ALLOWED_OPERATIONS("update_allowed_operations"),
    MAKE_INTO_TEMPLATE("make_into_template"),
    IMPORT("import"),
    EXPORT("export"),
    METADATA_EXPORT("metadata_export"),
    REVERTING("reverting"),
    DESTROY("destroy"),
    CREATE_VTPM("create_vtpm"),
    SYSPREP("sysprep"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    VmOperation(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static VmOperation of(String word) {
        return WireEnum.find(VmOperation.class, word, UNKNOWN);
    }
}
