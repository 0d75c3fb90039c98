package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.BondRecord;
import io.xcpoperator.xapi.types.BondMode;
import io.xcpoperator.xapi.types.BondRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PifRef;
import java.util.Map;
import java.util.Set;

/** Messages of class Bond that answer at once. Parameters and errors: the XAPI data model. */
public interface BondCalls {
    @Call("Bond.get_record")
    BondRecord getRecord(BondRef bond);

    @Call("Bond.create")
    BondRef create(NetworkRef network, Set<PifRef> members, String mac, BondMode mode, Map<String, String> properties);

    @Call("Bond.destroy")
    void destroy(BondRef bond);

    @Call("Bond.set_mode")
    void setMode(BondRef bond, BondMode value);

    @Call("Bond.set_property")
    void setProperty(BondRef bond, String name, String value);
}
