package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.OnBoot;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiOperation;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiType;
import io.xcpoperator.xapi.types.VdiUuid;
import io.xcpoperator.xapi.types.XapiClass;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A virtual disk: the fields of class VDI that are used. */
public record VdiRecord(
        VdiRef ref,
        VdiUuid uuid,
        String nameLabel,
        String nameDescription,
        SrRef sr,
        long virtualSize,
        long physicalUtilisation,
        VdiType type,
        boolean sharable,
        boolean readOnly,
        boolean managed,
        boolean missing,
        String location,
        Map<String, String> otherConfig,
        Map<String, String> xenstoreData,
        Map<String, String> smConfig,
        Set<String> tags,
        boolean isASnapshot,
        VdiRef snapshotOf,
        Instant snapshotTime,
        OnBoot onBoot,
        boolean isToolsIso,
        boolean cbtEnabled,
        Set<VdiOperation> allowedOperations,
        Map<String, VdiOperation> currentOperations)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static VdiRecord read(VdiRef ref, Fields fields) {
        return new VdiRecord(
                ref,
                new VdiUuid(fields.string("uuid")),
                fields.string("name_label"),
                fields.string("name_description"),
                new SrRef(fields.ref("SR")),
                fields.integer("virtual_size"),
                fields.integer("physical_utilisation"),
                VdiType.of(fields.string("type")),
                fields.bool("sharable"),
                fields.bool("read_only"),
                fields.bool("managed"),
                fields.bool("missing"),
                fields.string("location"),
                fields.map("other_config"),
                fields.map("xenstore_data"),
                fields.map("sm_config"),
                fields.strings("tags"),
                fields.bool("is_a_snapshot"),
                new VdiRef(fields.ref("snapshot_of")),
                fields.instant("snapshot_time"),
                OnBoot.of(fields.string("on_boot", "persist")),
                fields.bool("is_tools_iso"),
                fields.bool("cbt_enabled"),
                fields.enums("allowed_operations", VdiOperation::of),
                fields.operations("current_operations", VdiOperation::of));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.VDI;
    }

    @Override
    public String uuidText() {
        return uuid.value();
    }
}
