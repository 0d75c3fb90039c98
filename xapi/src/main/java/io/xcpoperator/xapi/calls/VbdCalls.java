package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.NewVbd;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.types.VbdMode;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VbdType;
import io.xcpoperator.xapi.types.VbdUuid;
import io.xcpoperator.xapi.types.VdiRef;
import java.util.Map;

/** Messages of class VBD that answer at once. Parameters and errors: the XAPI data model. */
public interface VbdCalls {
    @Call("VBD.get_record")
    VbdRecord getRecord(VbdRef vbd);

    @Call("VBD.get_by_uuid")
    VbdRef getByUuid(VbdUuid uuid);

    @Call("VBD.create")
    VbdRef create(NewVbd args);

    @Call("VBD.destroy")
    void destroy(VbdRef vbd);

    @Call("VBD.plug")
    void plug(VbdRef vbd);

    @Call("VBD.unplug")
    void unplug(VbdRef vbd);

    @Call("VBD.insert")
    void insert(VbdRef vbd, VdiRef vdi);

    @Call("VBD.eject")
    void eject(VbdRef vbd);

    @Call("VBD.set_mode")
    void setMode(VbdRef vbd, VbdMode value);

    @Call("VBD.set_bootable")
    void setBootable(VbdRef vbd, boolean value);

    @Call("VBD.set_userdevice")
    void setUserdevice(VbdRef vbd, String value);

    @Call("VBD.set_type")
    void setType(VbdRef vbd, VbdType value);

    @Call("VBD.set_unpluggable")
    void setUnpluggable(VbdRef vbd, boolean value);

    @Call("VBD.add_to_other_config")
    void addToOtherConfig(VbdRef vbd, String key, String value);

    @Call("VBD.remove_from_other_config")
    void removeFromOtherConfig(VbdRef vbd, String key);

    @Call("VBD.set_qos_algorithm_type")
    void setQosAlgorithmType(VbdRef vbd, String value);

    @Call("VBD.set_qos_algorithm_params")
    void setQosAlgorithmParams(VbdRef vbd, Map<String, String> value);

    @Call("VBD.assert_attachable")
    void assertAttachable(VbdRef vbd);
}
