package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.NewPbd;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.types.PbdRef;
import io.xcpoperator.xapi.types.PbdUuid;
import java.util.Map;

/** Messages of class PBD that answer at once. Parameters and errors: the XAPI data model. */
public interface PbdCalls {
    @Call("PBD.get_record")
    PbdRecord getRecord(PbdRef pbd);

    @Call("PBD.get_by_uuid")
    PbdRef getByUuid(PbdUuid uuid);

    @Call("PBD.create")
    PbdRef create(NewPbd args);

    @Call("PBD.destroy")
    void destroy(PbdRef pbd);

    @Call("PBD.set_device_config")
    void setDeviceConfig(PbdRef pbd, Map<String, String> value);

    @Call("PBD.add_to_other_config")
    void addToOtherConfig(PbdRef pbd, String key, String value);

    @Call("PBD.remove_from_other_config")
    void removeFromOtherConfig(PbdRef pbd, String key);
}
