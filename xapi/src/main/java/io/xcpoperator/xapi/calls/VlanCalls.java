package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.VlanRecord;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.VlanRef;

/** Messages of class VLAN that answer at once. Parameters and errors: the XAPI data model. */
public interface VlanCalls {
    @Call("VLAN.get_record")
    VlanRecord getRecord(VlanRef vlan);

    @Call("VLAN.create")
    VlanRef create(PifRef taggedPif, long tag, NetworkRef network);

    @Call("VLAN.destroy")
    void destroy(VlanRef vlan);

    @Call("VLAN.add_to_other_config")
    void addToOtherConfig(VlanRef vlan, String key, String value);

    @Call("VLAN.remove_from_other_config")
    void removeFromOtherConfig(VlanRef vlan, String key);
}
