package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.VbdMode;
import io.xcpoperator.xapi.types.VbdOperation;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VbdType;
import io.xcpoperator.xapi.types.VbdUuid;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Map;
import java.util.Set;

/** The attachment of a disk or CD to a VM: the fields of class VBD that are used. */
public record VbdRecord(
        VbdRef ref,
        VbdUuid uuid,
        VmRef vm,
        VdiRef vdi,
        String device,
        String userdevice,
        boolean bootable,
        VbdMode mode,
        VbdType type,
        boolean unpluggable,
        boolean empty,
        boolean currentlyAttached,
        Map<String, String> otherConfig,
        String qosAlgorithmType,
        Map<String, String> qosAlgorithmParams,
        Set<VbdOperation> allowedOperations,
        Map<String, VbdOperation> currentOperations)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static VbdRecord read(VbdRef ref, Fields fields) {
        return new VbdRecord(
                ref,
                new VbdUuid(fields.string("uuid")),
                new VmRef(fields.ref("VM")),
                new VdiRef(fields.ref("VDI")),
                fields.string("device"),
                fields.string("userdevice"),
                fields.bool("bootable"),
                VbdMode.of(fields.string("mode")),
                VbdType.of(fields.string("type")),
                fields.bool("unpluggable", true),
                fields.bool("empty"),
                fields.bool("currently_attached"),
                fields.map("other_config"),
                fields.string("qos_algorithm_type"),
                fields.map("qos_algorithm_params"),
                fields.enums("allowed_operations", VbdOperation::of),
                fields.operations("current_operations", VbdOperation::of));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.VBD;
    }

    @Override
    public String uuidText() {
        return uuid.value();
    }
}
