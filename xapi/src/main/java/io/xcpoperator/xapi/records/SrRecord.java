package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.SrOperation;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.SrUuid;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Map;
import java.util.Set;

/** A storage repository; sizes in bytes: the fields of class SR that are used. */
public record SrRecord(
        SrRef ref,
        SrUuid uuid,
        String nameLabel,
        String nameDescription,
        String type,
        String contentType,
        boolean shared,
        long physicalSize,
        long physicalUtilisation,
        long virtualAllocation,
        Map<String, String> otherConfig,
        Map<String, String> smConfig,
        Set<String> tags,
        boolean isToolsSr,
        Set<SrOperation> allowedOperations,
        Map<String, SrOperation> currentOperations)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static SrRecord read(SrRef ref, Fields fields) {
        return new SrRecord(
                ref,
                new SrUuid(fields.string("uuid")),
                fields.string("name_label"),
                fields.string("name_description"),
                fields.string("type"),
                fields.string("content_type"),
                fields.bool("shared"),
                fields.integer("physical_size"),
                fields.integer("physical_utilisation"),
                fields.integer("virtual_allocation"),
                fields.map("other_config"),
                fields.map("sm_config"),
                fields.strings("tags"),
                fields.bool("is_tools_sr"),
                fields.enums("allowed_operations", SrOperation::of),
                fields.operations("current_operations", SrOperation::of));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.SR;
    }

    @Override
    public String uuidText() {
        return uuid.value();
    }
}
