package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.VlanRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Map;

/** The glue between a trunk PIF and its tagged PIF: the fields of class VLAN that are used. */
public record VlanRecord(
        VlanRef ref, String uuid, PifRef taggedPif, PifRef untaggedPif, long tag, Map<String, String> otherConfig)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static VlanRecord read(VlanRef ref, Fields fields) {
        return new VlanRecord(
                ref,
                fields.string("uuid"),
                new PifRef(fields.ref("tagged_PIF")),
                new PifRef(fields.ref("untagged_PIF")),
                fields.integer("tag", -1),
                fields.map("other_config"));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.VLAN;
    }

    @Override
    public String uuidText() {
        return uuid;
    }
}
