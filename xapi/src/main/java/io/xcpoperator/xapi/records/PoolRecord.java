package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.PoolOperation;
import io.xcpoperator.xapi.types.PoolRef;
import io.xcpoperator.xapi.types.PoolUuid;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Map;
import java.util.Set;

/** The pool itself; there is exactly one: the fields of class pool that are used. */
public record PoolRecord(
        PoolRef ref,
        PoolUuid uuid,
        String nameLabel,
        String nameDescription,
        HostRef coordinator,
        SrRef defaultSr,
        SrRef suspendImageSr,
        SrRef crashDumpSr,
        Map<String, String> otherConfig,
        Set<String> tags,
        boolean haEnabled,
        Map<String, String> haConfiguration,
        long haHostFailuresToTolerate,
        long haPlanExistsFor,
        boolean haAllowOvercommit,
        boolean haOvercommitted,
        Map<String, String> restrictions,
        Map<String, String> guestAgentConfig,
        boolean migrationCompression,
        boolean tlsVerificationEnabled,
        String uefiCertificates,
        String customUefiCertificates,
        Set<PoolOperation> allowedOperations,
        Map<String, PoolOperation> currentOperations)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static PoolRecord read(PoolRef ref, Fields fields) {
        return new PoolRecord(
                ref,
                new PoolUuid(fields.string("uuid")),
                fields.string("name_label"),
                fields.string("name_description"),
                new HostRef(fields.ref("master")),
                new SrRef(fields.ref("default_SR")),
                new SrRef(fields.ref("suspend_image_SR")),
                new SrRef(fields.ref("crash_dump_SR")),
                fields.map("other_config"),
                fields.strings("tags"),
                fields.bool("ha_enabled"),
                fields.map("ha_configuration"),
                fields.integer("ha_host_failures_to_tolerate"),
                fields.integer("ha_plan_exists_for"),
                fields.bool("ha_allow_overcommit"),
                fields.bool("ha_overcommitted"),
                fields.map("restrictions"),
                fields.map("guest_agent_config"),
                fields.bool("migration_compression"),
                fields.bool("tls_verification_enabled"),
                fields.string("uefi_certificates"),
                fields.string("custom_uefi_certificates"),
                fields.enums("allowed_operations", PoolOperation::of),
                fields.operations("current_operations", PoolOperation::of));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.POOL;
    }

    @Override
    public String uuidText() {
        return uuid.value();
    }
}
