package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.PbdRef;
import io.xcpoperator.xapi.types.PbdUuid;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Map;

/** A host's connection to an SR: the fields of class PBD that are used. */
public record PbdRecord(
        PbdRef ref,
        PbdUuid uuid,
        HostRef host,
        SrRef sr,
        Map<String, String> deviceConfig,
        boolean currentlyAttached,
        Map<String, String> otherConfig)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static PbdRecord read(PbdRef ref, Fields fields) {
        return new PbdRecord(
                ref,
                new PbdUuid(fields.string("uuid")),
                new HostRef(fields.ref("host")),
                new SrRef(fields.ref("SR")),
                fields.map("device_config"),
                fields.bool("currently_attached"),
                fields.map("other_config"));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.PBD;
    }

    @Override
    public String uuidText() {
        return uuid.value();
    }
}
